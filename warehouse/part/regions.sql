-- Regions and years whose totals may differ: those of every agency whose wide row or expectation is another, and of all
-- above it; where an agency itself is new, gone or another, in every year, by the order of before and of now.
CREATE OR REPLACE TEMP TABLE part_region AS
WITH RECURSIVE place AS (
  SELECT DISTINCT agency_id, year FROM (
    (FROM part_wide_before EXCEPT FROM report_wide) UNION ALL
    (FROM (FROM report_wide WHERE agency_id IN (SELECT agency_id FROM part_agency)) EXCEPT FROM part_wide_before))
  UNION
  SELECT DISTINCT agency_id, year FROM (
    (FROM part_expected_before EXCEPT FROM expected_report) UNION ALL
    (FROM (FROM expected_report WHERE agency_id IN (SELECT agency_id FROM part_agency)) EXCEPT FROM part_expected_before))
  UNION
  SELECT agency_id, year FROM part_changed CROSS JOIN (SELECT year FROM dim_report UNION SELECT year FROM expected_report)
), body AS (
  SELECT 1 AS side, node, parent_node, agency_id, region_code FROM derived_body
  UNION ALL SELECT 2, node, parent_node, agency_id, region_code FROM ({body_before})
), above AS (
  SELECT b.side, b.node, p.year FROM place p JOIN body b USING (agency_id)
  UNION
  SELECT b.side, b.parent_node, a.year FROM above a JOIN body b USING (side, node) WHERE b.parent_node IS NOT NULL
)
SELECT DISTINCT b.region_code, a.year FROM above a JOIN body b USING (side, node);
DELETE FROM derived_year WHERE year NOT IN (SELECT year FROM part_region)
