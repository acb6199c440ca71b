-- Reports with their files: those of $ids, or every current one.
SELECT r.report_id, r.agency_id, a.agency,
  coalesce((SELECT list(n.name ORDER BY n.name) FROM dim_agency_name n WHERE n.agency_id = r.agency_id), []),
  r.year, r.form, r.requests_form, r.title, r.quality, r.scope, r.is_current, r.media, r.pages,
  r.ordinal_in_file, r.sha256, coalesce(c.path, r.source_path), c.folder,
  coalesce((SELECT list(DISTINCT s.path) FROM audit.source_file s WHERE s.sha256 = r.sha256), [])
FROM dim_report r JOIN dim_agency a USING (agency_id) LEFT JOIN audit.content c ON c.sha256 = r.sha256
WHERE CASE WHEN $ids::INTEGER[] IS NULL THEN r.is_current ELSE r.report_id IN (SELECT unnest($ids::INTEGER[])) END
ORDER BY a.agency, r.year, r.report_id
