-- Bodies by number, with those above that have no report here: without them what lies below would hang in the air.
-- Organs led from above (tax, customs) belong to no local total; neither does an agency whose region is open.
WITH RECURSIVE known AS (
  SELECT agency_id, agency_key, parent_key, kind, region_code FROM dim_agency
  WHERE region_code IS NOT NULL AND kind IS DISTINCT FROM 'vertical'
), above AS (
  SELECT parent_key AS agency_key FROM known WHERE parent_key IS NOT NULL
  UNION
  SELECT CASE WHEN ends_with(above.agency_key, '|government') THEN r.parent_code ELSE r.region_code END || '|government'
  FROM above JOIN dim_region r ON r.region_code = split_part(above.agency_key, '|', 1)
  WHERE NOT ends_with(above.agency_key, '|government') OR r.parent_code IS NOT NULL
), unseen AS (
  SELECT agency_key, split_part(agency_key, '|', 1) AS region_code, ends_with(agency_key, '|government') AS governs
  FROM above WHERE agency_key NOT IN (SELECT agency_key FROM known)
), body AS (
  SELECT agency_id, agency_key, parent_key, kind, region_code FROM known
  UNION ALL
  SELECT NULL, u.agency_key, CASE WHEN u.governs THEN r.parent_code ELSE u.region_code END || '|government',
         CASE WHEN u.governs THEN 'government' ELSE 'zone' END, u.region_code
  FROM unseen u JOIN dim_region r USING (region_code)
), numbered AS (
  SELECT *, row_number() OVER (ORDER BY agency_key)::INTEGER AS node FROM body
)
SELECT b.node, p.node AS parent_node, b.agency_id, b.agency_key, b.kind, b.region_code,
       -- the city's own organs are its departments; districts, townships, streets and zones keep their own books
       b.kind IS NULL OR b.kind IN ('department', 'government_office', 'institution', 'other') AS is_department
FROM numbered b LEFT JOIN numbered p ON p.agency_key = b.parent_key
