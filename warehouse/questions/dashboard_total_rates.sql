-- Rates of $regions by year: sums of numerators by sums of denominators.
SELECT region_code, year, metric, coalesce(part, ''), value, numerator, denominator, status, n_blank
FROM region_metrics
WHERE region_code IN (SELECT unnest($regions::VARCHAR[])) AND metric IN (SELECT unnest($metrics::VARCHAR[])) AND year BETWEEN $first AND $last
ORDER BY region_code, year, metric, part
