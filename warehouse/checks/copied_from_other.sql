-- table 三 of another agency and the same year, cell for cell, with at least 10 requests
WITH alike AS (
  SELECT hash, cells, year, min(report_id) AS first_id, count(DISTINCT agency_id) AS agencies FROM check_print WHERE handled >= 10 GROUP BY ALL
)
SELECT p.report_id, 'copied_from_other' AS check_code, p.year::VARCHAR AS scope, 1 AS expected, a.agencies AS found,
       CASE WHEN a.agencies > 1 THEN 'fail' ELSE 'pass' END AS status,
       CASE WHEN a.agencies > 1 THEN a.agencies || ' agencies have this table, first in report ' || a.first_id END AS note
FROM check_print p JOIN alike a USING (hash, cells, year)
