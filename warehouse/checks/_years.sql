-- Formulas over two years: every side summed over its terms; a blank or missing term leaves it open.
INSERT INTO audit.check_result
WITH figure AS (
  SELECT report_id, 'requests' AS table_name, item AS row_code, applicant AS column_code, value::DECIMAL(18,6) AS value
  FROM part_request WHERE item IN (SELECT code FROM check_term)
  UNION ALL
  SELECT report_id, 'proactive', subject, measure, value FROM part_proactive
  WHERE measure IN (SELECT code FROM check_term)
), side AS (
  SELECT p.report_id, t.check_code, CASE t.per WHEN 'column' THEN f.column_code ELSE f.row_code END AS scope,
         sum(t.sign * f.value) FILTER (t.side = 'expected') AS expected,
         sum(t.sign * f.value) FILTER (t.side = 'found') AS found,
         count(f.value) AS known, any_value(t.terms) AS terms, count(*) AS cells, any_value(p.scope) AS body, any_value(p.is_same_scope) AS is_same_scope
  FROM check_pair p
  JOIN check_term t ON len(t.forms) = 0
    OR (list_contains(t.forms, CASE t.table_name WHEN 'requests' THEN p.requests_form ELSE p.form END)
        AND list_contains(t.forms, CASE t.table_name WHEN 'requests' THEN p.previous_requests_form ELSE p.previous_form END))
  JOIN figure f ON f.table_name = t.table_name
    AND f.report_id = CASE WHEN t.previous THEN p.previous_id ELSE p.report_id END
    AND t.code = CASE t.per WHEN 'column' THEN f.row_code ELSE f.column_code END
    AND (len(t.scopes) = 0 OR list_contains(t.scopes, CASE t.per WHEN 'column' THEN f.column_code ELSE f.row_code END))
  GROUP BY ALL
)
SELECT report_id, check_code, scope, CASE WHEN known = terms THEN expected END, CASE WHEN known = terms THEN found END,
       CASE WHEN known = terms THEN found - expected END,
       CASE WHEN known < terms THEN 'not_assessable' WHEN abs(found - expected) <= tolerance THEN 'pass' ELSE 'fail' END,
       concat_ws('; ', CASE WHEN known < terms THEN 'a side is blank or missing' END,
                 CASE WHEN NOT is_same_scope THEN 'scope of one report unknown'
                      WHEN body = 'unknown' THEN 'scope of both reports unknown' END), NULL
FROM side JOIN audit.check USING (check_code)
WHERE cells >= 1
