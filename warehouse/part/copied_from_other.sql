-- reports whose table 三 may equal one that is new, or equalled one that is gone: those that failed, and those
-- with the same totals by report_wide
CREATE OR REPLACE TEMP TABLE check_own AS
SELECT r.report_id, r.year FROM dim_report r JOIN part_own USING (agency_id, year) WHERE r.is_current;
CREATE OR REPLACE TEMP TABLE check_alike AS
WITH total AS (
  SELECT o.year, max(CASE WHEN f.item = 'handled_total' THEN f.value END) AS handled_total,
         max(CASE WHEN f.item = 'new_received' THEN f.value END) AS new_received,
         max(CASE WHEN f.item = 'carried_over' THEN f.value END) AS carried_over,
         max(CASE WHEN f.item = 'carried_forward' THEN f.value END) AS carried_forward,
         max(CASE WHEN f.item = 'granted' THEN f.value END) AS granted
  FROM check_own o JOIN part_request f USING (report_id) WHERE f.applicant = 'total' GROUP BY o.report_id, o.year
)
SELECT w.report_id FROM report_wide w JOIN total t ON w.year = t.year AND w.handled_total = t.handled_total
 AND w.new_received IS NOT DISTINCT FROM t.new_received AND w.carried_over IS NOT DISTINCT FROM t.carried_over
 AND w.carried_forward IS NOT DISTINCT FROM t.carried_forward AND w.granted IS NOT DISTINCT FROM t.granted
WHERE t.handled_total >= 10
UNION
SELECT report_id FROM audit.check_result
WHERE check_code = 'copied_from_other' AND status = 'fail' AND scope IN (SELECT DISTINCT year::VARCHAR FROM part_own)
UNION SELECT report_id FROM check_own;
CREATE OR REPLACE TEMP TABLE check_print AS
WITH print AS (
  SELECT report_id, bit_xor(hash(concat_ws('|', item, applicant, coalesce(value, -1)))) AS hash, count(*) AS cells,
         max(value) FILTER (item = 'handled_total' AND applicant = 'total') AS handled
  FROM fact_request WHERE report_id IN (SELECT report_id FROM check_alike) GROUP BY report_id
)
SELECT r.report_id, r.agency_id, r.year, p.hash, p.cells, p.handled FROM print p JOIN dim_report r USING (report_id)
WHERE r.is_current;
-- equal totals are no equal table: a report that is neither new nor failed counts only where it equals one of these
CREATE OR REPLACE TEMP TABLE check_failed AS
SELECT report_id FROM audit.check_result
WHERE check_code = 'copied_from_other' AND status = 'fail' AND report_id IN (SELECT report_id FROM check_alike)
UNION SELECT report_id FROM check_own;
DELETE FROM check_print WHERE report_id NOT IN (SELECT report_id FROM check_failed)
  AND (hash, cells, year) NOT IN (SELECT (hash, cells, year) FROM check_print WHERE report_id IN (SELECT report_id FROM check_failed));
CREATE OR REPLACE TEMP TABLE check_domain AS
SELECT report_id, NULL::VARCHAR AS scope FROM check_print UNION SELECT report_id, NULL FROM check_failed
UNION SELECT report_id, NULL FROM dim_report JOIN part_own USING (agency_id, year)
