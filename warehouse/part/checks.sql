-- what the checks of these agencies look at: their reports, and of the bodies directly below the totals
CREATE OR REPLACE TEMP TABLE part_agency AS
SELECT agency_id FROM part_subject_agency
UNION SELECT agency_id FROM dim_agency WHERE parent_agency_id IN (SELECT agency_id FROM part_subject_agency);
CREATE OR REPLACE TEMP VIEW part_report AS
FROM dim_report WHERE agency_id IN (SELECT agency_id FROM part_agency);
CREATE OR REPLACE TEMP TABLE part_number AS
SELECT report_id, report_id IN (SELECT report_id FROM part_subject) AS is_subject FROM part_report WHERE is_current;
CREATE OR REPLACE TEMP TABLE part_request AS
SELECT report_id, item, applicant, value FROM fact_request
WHERE report_id IN (SELECT report_id FROM part_number WHERE is_subject)
UNION ALL
SELECT report_id, item, applicant, value FROM fact_request
WHERE applicant = 'total' AND report_id IN (SELECT report_id FROM part_number WHERE NOT is_subject);
CREATE OR REPLACE TEMP TABLE part_proactive AS
SELECT report_id, subject, measure, value FROM fact_proactive WHERE report_id IN (SELECT report_id FROM part_number WHERE is_subject);
CREATE OR REPLACE TEMP TABLE part_legacy AS
SELECT report_id, indicator, value FROM fact_legacy WHERE report_id IN (SELECT report_id FROM part_number WHERE is_subject)
