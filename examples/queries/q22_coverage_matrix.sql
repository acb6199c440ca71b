-- Q22 Coverage matrix / 报告覆盖矩阵
-- Answer: one row an agency, one column a year: versions of the report; NULL where it is missing.
-- Mind: 2 says that the report was published again. Why one is missing: the column reason of coverage.
SET VARIABLE level = 'prefecture';

PIVOT (
  SELECT agency, year, nullif(version_count, 0) AS versions FROM coverage WHERE level = getvariable('level')
)
ON year IN (2019, 2020, 2021, 2022, 2023, 2024, 2025)
USING max(versions)
GROUP BY agency
ORDER BY agency
LIMIT 50;
