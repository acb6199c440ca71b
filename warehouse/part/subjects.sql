-- Agencies whose results over several reports have to be found anew, from part_touched: agencies and years whose
-- reports may differ. Those above them count them, whether they are above now or were before.
CREATE OR REPLACE TEMP TABLE part_changed AS
SELECT DISTINCT agency_id FROM (
  (FROM dim_agency EXCEPT FROM part_agency_before) UNION ALL (FROM part_agency_before EXCEPT FROM dim_agency));
CREATE OR REPLACE TEMP TABLE part_own AS
FROM part_touched UNION SELECT r.agency_id, r.year FROM dim_report r JOIN part_changed USING (agency_id);
CREATE OR REPLACE TEMP TABLE part_known AS
SELECT * FROM (FROM dim_agency UNION FROM part_agency_before)
WHERE agency_id IN (SELECT agency_id FROM part_own UNION SELECT agency_id FROM part_changed);
CREATE OR REPLACE TEMP TABLE part_subject_agency AS
SELECT agency_id FROM part_own UNION SELECT agency_id FROM part_changed
UNION SELECT parent_agency_id FROM part_known WHERE parent_agency_id IS NOT NULL;
CREATE OR REPLACE TEMP TABLE part_subject AS
SELECT report_id FROM dim_report WHERE agency_id IN (SELECT agency_id FROM part_subject_agency);
CREATE OR REPLACE TEMP TABLE part_scope_before AS
SELECT report_id, scope, scope_basis FROM dim_report WHERE report_id IN (SELECT report_id FROM part_subject);
CREATE OR REPLACE TEMP TABLE part_rewritten AS SELECT report_id, NULL::VARCHAR AS check_code FROM part_subject
