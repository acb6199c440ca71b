-- 31 January for departments, 31 March for governments; expected and found are days after the reporting year
-- of the first version: publishing again makes no report late.
WITH first_version AS (
  SELECT agency_id, year, version_scope, min(published_on) AS published_on, arg_min(published_basis, published_on) AS published_basis,
         bool_and(published_basis IS NOT DISTINCT FROM 'dateline') AS all_dated
  FROM part_report GROUP BY ALL
)
SELECT r.report_id, 'on_time' AS check_code, r.year::VARCHAR AS scope, d.allowed AS expected, d.taken AS found,
       CASE WHEN v.published_on IS NULL OR v.published_basis <> 'dateline' OR a.kind IS NULL THEN 'not_assessable'
            WHEN d.taken <= d.allowed THEN 'pass' WHEN NOT v.all_dated THEN 'not_assessable' ELSE 'fail' END AS status,
       CASE WHEN v.published_on IS NULL THEN 'no date of publication'
            WHEN v.published_basis <> 'dateline' THEN 'a date of the page may be that of a migration'
            WHEN a.kind IS NULL THEN 'government or department: not known'
            WHEN d.taken > d.allowed AND NOT v.all_dated THEN 'another version without a date may have been earlier' END AS note
FROM part_report r JOIN dim_agency a USING (agency_id)
JOIN first_version v ON v.agency_id = r.agency_id AND v.year = r.year AND v.version_scope = r.version_scope,
  LATERAL (SELECT CASE WHEN a.kind = 'government' OR r.year <= 2018
                       THEN make_date(r.year + 1, 3, 31) ELSE make_date(r.year + 1, 1, 31) END - make_date(r.year, 12, 31) AS allowed,
                  v.published_on - make_date(r.year, 12, 31) AS taken) d
WHERE r.is_current
