-- What the derived tables are made from, of agencies that are touched or changed themselves; whose scope is inferred
-- otherwise; whose text is repeated more or less; and whose missing report was a file that could not be read and now is
-- another or none. Of all results on several reports only those on text stand in a wide row.
CREATE OR REPLACE TEMP TABLE part_agency AS
SELECT agency_id FROM part_own UNION FROM part_changed
UNION SELECT r.agency_id FROM dim_report r JOIN part_scope_before b USING (report_id)
WHERE r.scope <> b.scope OR r.scope_basis IS DISTINCT FROM b.scope_basis
UNION SELECT agency_id FROM dim_report WHERE report_id IN (SELECT report_id FROM part_rewritten WHERE check_code = 'text_repetition')
UNION
SELECT c.agency_id FROM coverage c LEFT JOIN derived_failed f USING (agency_id, year)
WHERE c.status = 'missing' AND c.agency_id IS NOT NULL
  AND CASE WHEN c.reason = 'rejected' THEN c.detail END IS DISTINCT FROM f.detail;
CREATE OR REPLACE TEMP TABLE part_number AS SELECT report_id FROM part_report WHERE is_current;
CREATE OR REPLACE TEMP TABLE part_request AS
SELECT report_id, item, applicant, value FROM fact_request WHERE report_id IN (SELECT report_id FROM part_number);
CREATE OR REPLACE TEMP TABLE part_proactive AS
SELECT report_id, subject, measure, value FROM fact_proactive WHERE report_id IN (SELECT report_id FROM part_number);
CREATE OR REPLACE TEMP TABLE part_dispute AS
SELECT report_id, procedure, outcome, value FROM fact_dispute WHERE report_id IN (SELECT report_id FROM part_number);
CREATE OR REPLACE TEMP TABLE part_legacy AS
SELECT report_id, value FROM fact_legacy WHERE report_id IN (SELECT report_id FROM part_number);
CREATE OR REPLACE TEMP TABLE part_result AS
SELECT report_id, check_code, scope, expected, found, status FROM audit.check_result WHERE report_id IN (SELECT report_id FROM part_number);
CREATE OR REPLACE TEMP TABLE part_wide_before AS FROM report_wide WHERE agency_id IN (SELECT agency_id FROM part_agency);
CREATE OR REPLACE TEMP TABLE part_expected_before AS FROM expected_report WHERE agency_id IN (SELECT agency_id FROM part_agency)
