-- totals of regions and years that stay as they are are not added up again
DELETE FROM derived_climb
WHERE (root, year) NOT IN (
  SELECT (b.node, g.year) FROM derived_body b JOIN part_region g USING (region_code))
