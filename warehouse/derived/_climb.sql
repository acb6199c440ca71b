-- From every body up to every government above it, as far as no report on the way counts it already.
-- `counts`: the total from the top down; `counts_up`: that which passes over every report on a whole region.
WITH RECURSIVE climb AS (
  SELECT node, year, node AS reached, parent_node AS next, is_department, is_government AS is_root, 0 AS depth,
         true AS counts, NOT (is_government AND reach = 'all') AS counts_up
  FROM derived_body_year WHERE report_id IS NOT NULL OR is_expected
  UNION ALL
  SELECT c.node, c.year, p.node, p.parent_node, p.is_department, p.is_government, c.depth + 1,
         c.counts AND p.reach <> 'all', c.counts_up
  FROM climb c JOIN derived_body_year p ON p.node = c.next AND p.year = c.year
  WHERE c.depth < 10  -- a person's statements may go round in a circle
    AND NOT (p.reach = 'departments' AND c.is_department) AND NOT (p.reach = 'all' AND NOT p.is_government)
    AND (c.counts_up OR (c.counts AND p.reach <> 'all'))
), once AS (
  SELECT node, year, reached AS root, min(depth) AS depth, bool_or(counts) AS counts, bool_or(counts_up) AS counts_up
  FROM climb WHERE is_root GROUP BY node, year, reached
)
SELECT o.root, o.year, o.depth, o.counts, o.counts_up, b.agency_id, b.kind, b.report_id, b.scope, b.scope_basis, b.quality
FROM once o JOIN derived_body_year b ON b.node = o.node AND b.year = o.year
