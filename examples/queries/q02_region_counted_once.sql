-- Q02 How many requests did the province get each year, counted once? / 全省每年收到多少件申请（不重复计算）？
-- Answer: one row a year.
-- Mind: never add up agency_year: reports overlap. What is missing or blank is not in the sum and stands beside it.
SET VARIABLE agency = '青海省人民政府';

SELECT year, value::BIGINT AS new_received, n_reports, n_missing, n_blank, n_unknown, n_review,
       round(share_reporting, 3) AS share_reporting, value_bottom_up::BIGINT AS value_bottom_up, status
FROM region_year
WHERE agency = getvariable('agency') AND item = 'new_received'
ORDER BY year;
