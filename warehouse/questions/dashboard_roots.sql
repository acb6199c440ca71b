-- Whose work the report of each region's own government counts, by year: a total follows it.
SELECT region_code, year, scope FROM region_tile
WHERE depth = 0 AND region_code IN (SELECT unnest($regions::VARCHAR[])) AND year BETWEEN $first AND $last
ORDER BY region_code, year
