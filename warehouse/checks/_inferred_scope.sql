-- What the numbers say of whose work a government's report counts, where it does not say so itself (checks U2, U3).
-- Less than its departments together: it cannot count them. Equal to them in every row: it is their sum.
UPDATE dim_report SET scope = scope_read, scope_basis = NULL
WHERE scope_basis = 'inferred' AND report_id IN (SELECT report_id FROM part_subject);
DELETE FROM audit.report_scope WHERE basis = 'inferred' AND report_id IN (SELECT report_id FROM part_subject);
CREATE OR REPLACE TEMP TABLE check_scope AS
WITH government AS (
  SELECT r.report_id, r.agency_id, r.year FROM part_report r JOIN dim_agency a USING (agency_id)
  WHERE r.report_id IN (SELECT report_id FROM part_subject) AND r.is_current AND a.kind = 'government' AND r.form <> 'legacy' AND r.quality <> 'needs_review'
), member AS (
  SELECT g.report_id, c.report_id AS member_report, a.kind = 'government' AS governs
  FROM government g
  JOIN dim_agency a ON a.parent_agency_id = g.agency_id AND a.kind <> 'vertical'
  JOIN part_report c ON c.agency_id = a.agency_id AND c.year = g.year AND c.is_current AND c.quality <> 'needs_review'
   AND (a.kind = 'government' OR c.scope_read IN ('own', 'unknown', 'own_and_subordinates'))
), below AS (
  SELECT m.report_id, f.item, sum(f.value) AS everyone, sum(CASE WHEN NOT m.governs THEN f.value END) AS departments
  FROM member m JOIN part_request f ON f.report_id = m.member_report AND f.applicant = 'total'
  WHERE f.item NOT IN ('carried_over', 'carried_forward') GROUP BY ALL
), counted AS (
  SELECT report_id, count(*) AS everyone, count(CASE WHEN NOT governs THEN 1 END) AS departments FROM member GROUP BY report_id
), compared AS (
  SELECT b.report_id, bool_and(f.value IS NOT DISTINCT FROM b.departments) AS is_departments,
         bool_and(f.value IS NOT DISTINCT FROM b.everyone) AS is_everyone,
         max(CASE WHEN f.item = 'new_received' THEN f.value END) AS own_figure,
         max(CASE WHEN f.item = 'new_received' THEN b.departments END) AS of_departments,
         max(CASE WHEN f.item = 'new_received' THEN b.everyone END) AS of_everyone
  FROM below b JOIN part_request f ON f.report_id = b.report_id AND f.item = b.item AND f.applicant = 'total'
  GROUP BY b.report_id
)
SELECT report_id,
       CASE WHEN is_departments AND n.departments > 1 AND own_figure > 0 THEN 'government_and_departments'
            WHEN is_everyone AND n.everyone > 1 AND own_figure > 0 THEN 'whole_region'
            WHEN of_departments > own_figure THEN 'own' END AS scope,
       CASE WHEN is_departments OR is_everyone THEN 'high' ELSE 'medium' END AS confidence,
       CASE WHEN is_departments AND n.departments > 1 THEN 'every row of table 3 is the sum of ' || n.departments || ' departments'
            WHEN is_everyone AND n.everyone > 1 THEN 'every row of table 3 is the sum of ' || n.everyone || ' bodies below'
            ELSE 'cannot include departments: new_received ' || own_figure || ', ' || n.departments || ' departments have '
                 || of_departments END AS evidence
FROM compared JOIN counted n USING (report_id);
INSERT INTO audit.report_scope (report_id, table_name, scope, basis, evidence, confidence)
SELECT report_id, 'requests', scope, 'inferred', evidence, confidence FROM check_scope WHERE scope IS NOT NULL;
UPDATE dim_report SET scope = s.scope, scope_basis = 'inferred'
FROM check_scope s WHERE s.report_id = dim_report.report_id AND s.scope IS NOT NULL AND dim_report.scope = 'unknown';
DROP TABLE check_scope;
