-- Q21 Which lack one of the six sections? / 哪些报告缺少六个部分之一？
-- Answer: one row a report.
-- Mind: a section without its heading counts as lacking, even where its table is there.
SET VARIABLE first_year = 2019;

WITH short AS (
  SELECT report_id, agency, year, sections_found FROM agency_year
  WHERE sections_found < 6 AND year >= getvariable('first_year')
  ORDER BY sections_found, year, agency
  LIMIT 50
)
SELECT s.agency, s.year, s.sections_found, string_agg(c.scope, '' ORDER BY c.scope) AS missing
FROM short s
JOIN audit.check_result c ON c.report_id = s.report_id AND c.check_code = 'section_present' AND c.status = 'fail'
GROUP BY s.report_id, s.agency, s.year, s.sections_found
ORDER BY s.sections_found, s.year, s.agency;
