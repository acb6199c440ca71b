-- {code}: only results that differ are written, so that verdicts and what is made from the others can stay
CREATE OR REPLACE TEMP TABLE check_fresh AS
SELECT report_id, check_code, scope, expected::DECIMAL(18,6) AS expected, found::DECIMAL(18,6) AS found,
       found::DECIMAL(18,6) - expected::DECIMAL(18,6) AS difference, status, note
FROM ({query}) x
SEMI JOIN check_domain d ON d.report_id = x.report_id AND (d.scope IS NULL OR d.scope = x.scope);
CREATE OR REPLACE TEMP TABLE check_stale AS
SELECT report_id, check_code, scope, expected, found, difference, status, note
FROM (FROM audit.check_result WHERE check_code = '{code}') x
SEMI JOIN check_domain d ON d.report_id = x.report_id AND (d.scope IS NULL OR d.scope = x.scope);
CREATE OR REPLACE TEMP TABLE check_differing AS
SELECT DISTINCT report_id, scope FROM (
  (FROM check_fresh EXCEPT ALL FROM check_stale) UNION ALL (FROM check_stale EXCEPT ALL FROM check_fresh));
DELETE FROM audit.check_result
WHERE check_code = '{code}' AND report_id IN (SELECT report_id FROM check_differing)
  AND (report_id, scope) IN (SELECT (report_id, scope) FROM check_differing);
INSERT INTO audit.check_result
SELECT *, NULL FROM check_fresh WHERE (report_id, scope) IN (SELECT (report_id, scope) FROM check_differing);
INSERT INTO part_rewritten SELECT DISTINCT report_id, '{code}' FROM check_differing
