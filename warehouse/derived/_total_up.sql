-- The same sums with every report on a whole region passed over.
SELECT root, of_year, {sums_up}
FROM (
  SELECT c.root, c.year AS of_year, b.report_id AS tile FROM derived_climb c
  JOIN derived_body_year b ON b.node = c.node AND b.year = c.year
  WHERE c.counts_up
) t JOIN report_wide ON report_id = tile
GROUP BY root, of_year
