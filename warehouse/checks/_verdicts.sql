-- what persons said of failures, and verdicts on checks that do not fail
UPDATE audit.check_result SET verdict = NULL
WHERE verdict IS NOT NULL AND report_id IN (SELECT report_id FROM part_rewritten);
UPDATE audit.correction SET status = 'refused', detail = 'the check does not fail'
WHERE verdict IS NOT NULL AND status = 'applied' AND report_id IN (SELECT report_id FROM part_rewritten) AND NOT EXISTS (
  FROM audit.check_result r WHERE r.report_id = correction.report_id AND r.check_code = correction.check_code
    AND r.scope = correction.scope AND r.status = 'fail');
UPDATE audit.correction SET status = 'applied', detail = NULL
WHERE verdict IS NOT NULL AND status = 'refused' AND detail = 'the check does not fail'
  AND report_id IN (SELECT report_id FROM part_rewritten) AND EXISTS (
  FROM audit.check_result r WHERE r.report_id = correction.report_id AND r.check_code = correction.check_code
    AND r.scope = correction.scope AND r.status = 'fail');
UPDATE audit.check_result SET verdict = c.verdict
FROM audit.correction c
WHERE c.verdict IS NOT NULL AND c.status = 'applied' AND check_result.status = 'fail'
  AND check_result.report_id IN (SELECT report_id FROM part_rewritten)
  AND check_result.report_id = c.report_id AND check_result.check_code = c.check_code AND check_result.scope = c.scope
