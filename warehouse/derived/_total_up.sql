-- The same sums with every report on a whole region passed over.
SELECT root, of_year, {sums_up}
FROM (SELECT root, year AS of_year, report_id AS tile FROM derived_climb WHERE counts_up) JOIN report_wide ON report_id = tile
GROUP BY root, of_year
