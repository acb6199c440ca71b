INSERT INTO dim_report
SELECT b.report_id, b.agency_id, r.agency_as_printed, r.year, r.form, r.requests_form, r.title, r.published_on::DATE,
       r.published_basis, r.media, r.pages, p.sha256, p.path, r.ordinal_in_file, r.quality,
       b.superseded_by IS NULL, b.superseded_by, coalesce(r.scope, 'unknown'), r.scope_basis, coalesce(r.scope, 'unknown'), b.scope, b.figures_hash, p.run_id, p.read_at
FROM frame_report r
JOIN batch_report b USING (report_no)
JOIN batch_package p ON p.package_no = r.package_no
ORDER BY b.report_id
