-- table 三 of another agency and the same year, cell for cell, with at least 10 requests
WITH print AS (
  SELECT r.report_id, r.agency_id, r.year, bit_xor(hash(concat_ws('|', item, applicant, coalesce(value, -1)))) AS hash, count(*) AS cells,
         max(value) FILTER (item = 'handled_total' AND applicant = 'total') AS handled
  FROM dim_report r JOIN fact_request f USING (report_id) WHERE r.is_current GROUP BY ALL
), alike AS (
  SELECT hash, cells, year, min(report_id) AS first_id, count(DISTINCT agency_id) AS agencies FROM print WHERE handled >= 10 GROUP BY ALL
)
SELECT p.report_id, 'copied_from_other' AS check_code, p.year::VARCHAR AS scope, 1 AS expected, a.agencies AS found,
       CASE WHEN a.agencies > 1 THEN 'fail' ELSE 'pass' END AS status,
       CASE WHEN a.agencies > 1 THEN a.agencies || ' agencies have this table, first in report ' || a.first_id END AS note
FROM print p JOIN alike a USING (hash, cells, year)
