-- The region $region and all below it; none without one. To stand in a WITH RECURSIVE.
within AS (
  SELECT region_code FROM dim_region WHERE region_code = $region::VARCHAR
  UNION
  SELECT r.region_code FROM dim_region r JOIN within w ON r.parent_code = w.region_code
)
