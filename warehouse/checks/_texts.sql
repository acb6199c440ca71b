-- current reports whose text is compared, with the body above them
CREATE OR REPLACE TEMP TABLE check_text AS
SELECT r.report_id, r.agency_id, r.year, a.parent_agency_id AS parent
FROM dim_report r JOIN dim_agency a USING (agency_id) WHERE r.is_current
