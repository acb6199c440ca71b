-- 31 January for departments, 31 March for governments; expected and found are days after the reporting year
SELECT r.report_id, 'on_time' AS check_code, r.year::VARCHAR AS scope, d.allowed AS expected, d.taken AS found,
       CASE WHEN r.published_on IS NULL OR r.published_basis <> 'dateline' OR a.kind IS NULL THEN 'not_assessable'
            WHEN d.taken <= d.allowed THEN 'pass' ELSE 'fail' END AS status,
       CASE WHEN r.published_on IS NULL THEN 'no date of publication'
            WHEN r.published_basis <> 'dateline' THEN 'a date of the page may be that of a migration'
            WHEN a.kind IS NULL THEN 'government or department: not known' END AS note
FROM dim_report r JOIN dim_agency a USING (agency_id),
  LATERAL (SELECT CASE WHEN a.kind = 'government' OR r.year <= 2018
                       THEN make_date(r.year + 1, 3, 31) ELSE make_date(r.year + 1, 1, 31) END - make_date(r.year, 12, 31) AS allowed,
                  r.published_on - make_date(r.year, 12, 31) AS taken) d
WHERE r.is_current
