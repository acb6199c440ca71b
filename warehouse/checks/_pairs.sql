-- current reports of one agency and scope in consecutive years; a scope known in one year only may be that of the other
CREATE OR REPLACE TEMP TABLE check_pair AS
SELECT r.report_id, p.report_id AS previous_id, r.agency_id, r.year, r.scope, p.scope = r.scope AS is_same_scope, r.form, p.form AS previous_form,
       coalesce(r.requests_form, r.form) AS requests_form, coalesce(p.requests_form, p.form) AS previous_requests_form
FROM part_report r
JOIN part_report p ON p.agency_id = r.agency_id AND p.year = r.year - 1 AND p.is_current
 AND (p.scope = r.scope OR (p.version_scope = r.version_scope AND 'unknown' IN (p.scope, r.scope)))
WHERE r.is_current AND r.report_id IN (SELECT report_id FROM part_subject)
QUALIFY row_number() OVER (PARTITION BY r.report_id ORDER BY p.scope = r.scope DESC, p.report_id) = 1
