-- Every body in every year with the report that may stand for it in a total, and how far that report reaches.
WITH offered AS (
  SELECT b.node, r.year, r.report_id, r.scope, r.scope_basis, r.quality,
         CASE WHEN NOT b.is_department AND r.scope = 'whole_region' THEN 'all'
              WHEN b.kind = 'government' AND r.scope IN ('government_and_departments', 'own_and_subordinates') THEN 'departments'
              WHEN b.kind <> 'government' AND r.scope = 'own_and_subordinates' THEN 'all'
              ELSE 'self' END AS reach
  FROM derived_body b JOIN dim_report r ON r.agency_id = b.agency_id AND r.is_current
  JOIN derived_year y ON y.year = r.year
  -- a field or a whole system overlaps with the bodies below other governments: never part of a local total
  WHERE r.form <> 'legacy' AND r.scope <> 'whole_system' AND NOT (b.is_department AND r.scope = 'whole_region')
), best AS (
  SELECT DISTINCT ON (node, year) * FROM offered
  ORDER BY node, year, CASE reach WHEN 'all' THEN 0 WHEN 'departments' THEN 1 ELSE 2 END, scope = 'unknown', report_id
)
SELECT b.node, y.year, b.parent_node, b.agency_id, b.kind, b.is_department, coalesce(b.kind = 'government', false) AS is_government,
       b.region_code, o.report_id,
       coalesce(o.scope, 'missing') AS scope, o.scope_basis, o.quality, coalesce(o.reach, 'self') AS reach,
       -- a government that never published is expected: Art. 49 of the Regulations names it
       e.agency_id IS NOT NULL OR (b.agency_id IS NULL AND b.kind = 'government') AS is_expected
FROM derived_body b CROSS JOIN derived_year y
LEFT JOIN best o ON o.node = b.node AND o.year = y.year
LEFT JOIN expected_report e ON e.agency_id = b.agency_id AND e.year = y.year
