-- Agencies with a report from $first to $last: of the region $region and all below it, with $agency in a name; all if neither is given.
WITH RECURSIVE {within}
SELECT a.agency_id, a.agency,
  coalesce((SELECT list(n.name ORDER BY n.name) FROM dim_agency_name n
            WHERE n.agency_id = a.agency_id AND n.name <> a.agency), []),
  a.kind, a.level, a.region_code, r.region, a.function
FROM dim_agency a LEFT JOIN dim_region r ON r.region_code = a.region_code
WHERE ($region::VARCHAR IS NULL OR a.region_code IN (SELECT region_code FROM within))
  AND ($agency::VARCHAR IS NULL OR contains(a.agency, $agency) OR EXISTS (
    SELECT 1 FROM dim_agency_name n WHERE n.agency_id = a.agency_id AND contains(n.name, $agency)))
  AND EXISTS (SELECT 1 FROM dim_report t WHERE t.agency_id = a.agency_id AND t.is_current AND t.year BETWEEN $first AND $last)
ORDER BY list_position(['national', 'province', 'prefecture', 'county', 'township'], a.level) NULLS LAST,
  a.region_code NULLS LAST, a.kind IS DISTINCT FROM 'government', a.agency
