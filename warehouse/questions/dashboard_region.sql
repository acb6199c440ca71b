-- Regions with this code, or this name with or without the names above it.
WITH named AS (
  SELECT r.region_code, r.region, r.level, coalesce(g.region, '') || coalesce(p.region, '') || r.region AS full_name
  FROM dim_region r LEFT JOIN dim_region p ON p.region_code = r.parent_code
  LEFT JOIN dim_region g ON g.region_code = p.parent_code
)
SELECT region_code, full_name FROM named
WHERE $wanted IN (region_code, region) OR ends_with(full_name, $wanted)
ORDER BY region_code
