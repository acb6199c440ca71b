-- Governments with a total: of $region and of the regions right below it; without it the highest ones and those right below.
WITH known AS (
  SELECT region_code, any_value(region) AS region, any_value(agency) AS agency, max(agency_id) IS NOT NULL AS has_report,
         max(n_reports) AS most, max(year) AS latest
  FROM region_year WHERE year BETWEEN $first AND $last GROUP BY region_code HAVING max(n_reports) > 0
), placed AS (
  SELECT k.*, r.parent_code, r.level, CASE WHEN $region::VARCHAR IS NOT NULL THEN k.region_code = $region
    ELSE r.parent_code IS NULL OR r.parent_code NOT IN (SELECT region_code FROM known) END AS is_top
  FROM known k LEFT JOIN dim_region r ON r.region_code = k.region_code
)
SELECT region_code, region, agency, level, is_top FROM placed
WHERE is_top OR parent_code IN (SELECT region_code FROM placed WHERE is_top)
ORDER BY is_top DESC, has_report DESC, most DESC, region_code
