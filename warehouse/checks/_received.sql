-- new requests of every current report, with what its peers are told by
CREATE OR REPLACE TEMP TABLE check_received AS
SELECT r.report_id, r.year, a.level, a.function, f.value
FROM dim_report r JOIN dim_agency a USING (agency_id) JOIN fact_request f USING (report_id)
WHERE r.is_current AND f.item = 'new_received' AND f.applicant = 'total' AND f.value IS NOT NULL AND a.level IS NOT NULL
