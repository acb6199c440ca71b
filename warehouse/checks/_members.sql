-- reports with those of the bodies directly below, and who of these has none
CREATE OR REPLACE TEMP TABLE check_rollup AS
WITH member AS (
  SELECT p.report_id, p.year, p.scope, c.agency_id AS child_id, c.agency, k.report_id AS child_report
  FROM part_report p
  JOIN dim_agency c ON c.parent_agency_id = p.agency_id
    -- a government with its departments does not count the governments and townships below it
    AND (p.scope <> 'government_and_departments' OR c.kind IS NULL
         OR c.kind IN ('department', 'government_office', 'institution', 'other'))
  LEFT JOIN part_report k ON k.agency_id = c.agency_id AND k.year = p.year AND k.is_current
  WHERE p.is_current
), share AS (
  SELECT report_id, any_value(scope) AS body, count(DISTINCT child_id) AS expected, count(DISTINCT child_id) FILTER (child_report IS NOT NULL) AS present,
         string_agg(DISTINCT agency, '、' ORDER BY agency) FILTER (child_report IS NULL) AS missing
  FROM member GROUP BY ALL
), below AS (
  SELECT m.report_id, f.item, sum(f.value) AS value
  FROM member m JOIN part_request f ON f.report_id = m.child_report AND f.applicant = 'total'
  WHERE f.item NOT IN ('carried_over', 'carried_forward') GROUP BY ALL
), compared AS (
  SELECT s.report_id, s.body, f.item, b.value AS expected, f.value AS found, s.present, s.expected AS members,
         s.present || ' of ' || s.expected || ' subordinates have a report' || coalesce('; missing: ' || s.missing, '') AS note
  FROM share s JOIN below b USING (report_id)
  JOIN part_request f ON f.report_id = s.report_id AND f.item = b.item AND f.applicant = 'total'
)
SELECT * FROM compared
