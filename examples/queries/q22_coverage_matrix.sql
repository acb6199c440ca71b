-- Q22 Coverage matrix / 报告覆盖矩阵
-- Answer: one row an agency, one column a year: versions of the report; NULL where it is missing.
-- Mind: 2 says that the report was published again.
SET VARIABLE level = 'prefecture';

PIVOT (
  SELECT a.agency, r.year, count(*) AS versions
  FROM dim_report r JOIN dim_agency a USING (agency_id)
  WHERE a.level = getvariable('level')
  GROUP BY a.agency, r.year
)
ON year IN (2019, 2020, 2021, 2022, 2023, 2024, 2025)
USING max(versions)
GROUP BY agency
ORDER BY agency
LIMIT 50;
