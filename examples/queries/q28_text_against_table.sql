-- Q28 Numbers in the text against the table / 正文数字与表格不符
-- Answer: one row a figure of the text that names a cell and differs from it.
-- Mind: 受理 can mean new requests or all on hand; both readings are tried before a figure is listed.
SET VARIABLE first_year = 2019;

WITH suspect AS (
  SELECT report_id, agency, year FROM agency_year
  WHERE text_mismatches > 0 AND year >= getvariable('first_year')
  ORDER BY text_mismatches DESC, year, agency
  LIMIT 50
)
SELECT s.agency, s.year, k.title_zh, c.found::DOUBLE AS in_text, c.expected::DOUBLE AS in_table, c.note AS sentence
FROM suspect s
JOIN audit.check_result c ON c.report_id = s.report_id AND c.status = 'fail'
JOIN audit."check" k ON k.check_code = c.check_code AND k.family = 'text'
ORDER BY s.year, s.agency, c.check_code, c.scope;
