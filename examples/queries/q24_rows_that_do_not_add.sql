-- Q24 Which rows do not add across applicants, and where? / 哪些行各类申请人之和不等于总计？在何处？
-- Answer: one row a report and row of table 三, with the cells to open (audit.cell).
-- Mind: the row is wrong somewhere; which of its cells cannot be told from the row alone.
SET VARIABLE first_year = 2019;

WITH failed AS (
  SELECT c.report_id, c.scope AS item, c.expected, c.found, c.difference, r.agency_id, r.year
  FROM audit.check_result c JOIN dim_report r ON r.report_id = c.report_id AND r.is_current
  WHERE c.check_code = 'requests_applicants' AND c.status = 'fail' AND r.year >= getvariable('first_year')
  ORDER BY abs(c.difference) DESC, c.report_id, item
  LIMIT 50
)
SELECT a.agency, f.year, i.label_zh, f.expected::BIGINT AS parts, f.found::BIGINT AS total,
       f.difference::BIGINT AS difference, list(q.cell_id ORDER BY q.cell_id) AS cells
FROM failed f
JOIN dim_agency a USING (agency_id)
JOIN dim_request_item i ON i.code = f.item
JOIN fact_request q ON q.report_id = f.report_id AND q.item = f.item
GROUP BY ALL
ORDER BY f.year, a.agency, i.label_zh;
