-- peers are touched as a whole (level, function, year); new requests of those whose reports did not change stand in report_wide
CREATE OR REPLACE TEMP TABLE check_received AS
WITH touched AS (
  SELECT DISTINCT k.level, k.function, o.year FROM part_own o JOIN part_known k USING (agency_id) WHERE k.level IS NOT NULL
), received AS (
  SELECT report_id, value FROM part_request
  WHERE item = 'new_received' AND applicant = 'total' AND report_id IN (SELECT report_id FROM part_subject)
  UNION ALL
  SELECT report_id, new_received FROM report_wide WHERE report_id NOT IN (SELECT report_id FROM part_subject)
)
SELECT r.report_id, r.year, a.level, a.function, f.value::BIGINT AS value
FROM dim_report r JOIN dim_agency a USING (agency_id) JOIN received f USING (report_id)
JOIN touched t ON t.level = a.level AND t.function IS NOT DISTINCT FROM a.function AND t.year = r.year
WHERE r.is_current AND f.value IS NOT NULL;
CREATE OR REPLACE TEMP TABLE check_domain AS
SELECT report_id, NULL::VARCHAR AS scope FROM check_received
UNION SELECT report_id, NULL FROM dim_report JOIN part_own USING (agency_id, year)
