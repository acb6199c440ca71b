-- Q20 Who publishes late? / 谁逾期发布？
-- Answer: one row a level and year with a late report.
-- Mind: the first version counts: a corrected one published later does not make a report late. Reports that print no
-- date of their own are not in n.
SELECT level, year, count(*) AS n, count(*) FILTER (days_late > 0) AS late,
       round(ratio(late, n), 3) AS late_share, median(days_late) FILTER (days_late > 0) AS median_days_late,
       any_value(agency ORDER BY days_late DESC) FILTER (days_late > 0) AS latest
FROM agency_year
WHERE days_late IS NOT NULL
GROUP BY level, year
HAVING late > 0
ORDER BY level, year;
