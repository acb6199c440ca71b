-- Sums of every figure over the bodies of a government and year, and the parts of every metric.
SELECT root, of_year, {sums}, {metric_sums}
FROM (SELECT root, year AS of_year, report_id AS tile FROM derived_climb WHERE counts) JOIN report_wide ON report_id = tile
GROUP BY root, of_year
