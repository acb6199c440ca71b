-- current reports of one agency and scope in consecutive years
CREATE OR REPLACE TEMP TABLE check_pair AS
SELECT r.report_id, p.report_id AS previous_id, r.agency_id, r.year, r.scope, r.form, p.form AS previous_form,
       coalesce(r.requests_form, r.form) AS requests_form, coalesce(p.requests_form, p.form) AS previous_requests_form
FROM dim_report r
JOIN dim_report p ON p.agency_id = r.agency_id AND p.scope = r.scope AND p.year = r.year - 1 AND p.is_current
WHERE r.is_current
