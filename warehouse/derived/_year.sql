-- Years that totals are made of, and whether any report is of that year.
SELECT year, bool_or(is_seen) AS is_seen FROM (
  SELECT DISTINCT year, true AS is_seen FROM dim_report UNION ALL SELECT DISTINCT year, false FROM expected_report
) GROUP BY year
