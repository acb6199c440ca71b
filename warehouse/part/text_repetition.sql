-- the text of an agency counts for its own next year, and in the same year for the bodies beside it
CREATE OR REPLACE TEMP TABLE check_beside AS
SELECT DISTINCT k.parent_agency_id AS parent, o.year FROM part_own o JOIN part_known k USING (agency_id)
WHERE k.parent_agency_id IS NOT NULL;
CREATE OR REPLACE TEMP TABLE check_text AS
SELECT r.report_id, r.agency_id, r.year, a.parent_agency_id AS parent
FROM dim_report r JOIN dim_agency a USING (agency_id)
WHERE r.is_current
  AND ((a.parent_agency_id, r.year) IN (SELECT (parent, year) FROM check_beside)
       OR (r.agency_id, r.year) IN (SELECT (agency_id, year + n) FROM part_own CROSS JOIN (VALUES (-1), (0), (1)) v(n)));
CREATE OR REPLACE TEMP TABLE check_domain AS
SELECT report_id, 'siblings' AS scope FROM check_text WHERE (parent, year) IN (SELECT (parent, year) FROM check_beside)
UNION
SELECT r.report_id, 'last_year' FROM dim_report r JOIN part_own o ON o.agency_id = r.agency_id AND r.year IN (o.year, o.year + 1)
UNION
SELECT report_id, 'siblings' FROM dim_report JOIN part_own USING (agency_id, year)
