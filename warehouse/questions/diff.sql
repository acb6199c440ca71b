-- Facts of current reports in `old` and in this file, by natural key; reports with equal figures are passed over.
WITH old_report AS (
  SELECT r.report_id, a.agency, r.year, r.scope, r.sha256, r.figures_hash, r.run_id, r.source_path
  FROM old.main.dim_report r JOIN old.main.dim_agency a USING (agency_id) WHERE r.is_current
), new_report AS (
  SELECT r.report_id, a.agency, r.year, r.scope, r.sha256, r.figures_hash, r.run_id, r.source_path
  FROM dim_report r JOIN dim_agency a USING (agency_id) WHERE r.is_current
), pair AS (
  SELECT coalesce(n.agency, o.agency) AS agency, coalesce(n.year, o.year) AS year, coalesce(n.scope, o.scope) AS scope,
         o.report_id AS old_id, n.report_id AS new_id, coalesce(n.source_path, o.source_path) AS path,
         CASE WHEN o.report_id IS NULL THEN 'new report' WHEN n.report_id IS NULL THEN 'report gone'
              WHEN o.sha256 <> n.sha256 THEN 'other document' ELSE 'read again' END AS why,
         coalesce(n.run_id, (SELECT run_id FROM audit.run ORDER BY ended_at DESC NULLS LAST, run_id DESC LIMIT 1)) AS run_id
  FROM old_report o FULL JOIN new_report n USING (agency, year, scope)
  WHERE o.figures_hash IS DISTINCT FROM n.figures_hash
     OR n.report_id IN (SELECT report_id FROM audit.correction WHERE status = 'applied')
), old_fact AS (
  SELECT p.agency, p.year, p.scope, 'requests' AS table_name, item AS row_code, applicant AS column_code, value::DECIMAL(18,6) AS value, status, printed
  FROM pair p JOIN old.main.fact_request f ON f.report_id = p.old_id
  UNION ALL
  SELECT p.agency, p.year, p.scope, 'proactive', subject, measure, value, status, printed
  FROM pair p JOIN old.main.fact_proactive f ON f.report_id = p.old_id
  UNION ALL
  SELECT p.agency, p.year, p.scope, 'disputes', procedure, outcome, value::DECIMAL(18,6), status, printed
  FROM pair p JOIN old.main.fact_dispute f ON f.report_id = p.old_id
  UNION ALL
  SELECT p.agency, p.year, p.scope, 'legacy', indicator, 'value', value, status, printed
  FROM pair p JOIN old_legacy f ON f.report_id = p.old_id
), new_fact AS (
  SELECT p.agency, p.year, p.scope, 'requests' AS table_name, item AS row_code, applicant AS column_code, value::DECIMAL(18,6) AS value, status, printed
  FROM pair p JOIN fact_request f ON f.report_id = p.new_id
  UNION ALL
  SELECT p.agency, p.year, p.scope, 'proactive', subject, measure, value, status, printed
  FROM pair p JOIN fact_proactive f ON f.report_id = p.new_id
  UNION ALL
  SELECT p.agency, p.year, p.scope, 'disputes', procedure, outcome, value::DECIMAL(18,6), status, printed
  FROM pair p JOIN fact_dispute f ON f.report_id = p.new_id
  UNION ALL
  SELECT p.agency, p.year, p.scope, 'legacy', indicator, 'value', value, status, printed
  FROM pair p JOIN new_legacy f ON f.report_id = p.new_id
), changed AS (
  SELECT agency, year, scope, table_name, row_code, column_code,
         CASE WHEN o.status IS NULL THEN 'added' WHEN n.status IS NULL THEN 'removed' ELSE 'changed' END AS change,
         o.value AS old_value, o.status AS old_status, o.printed AS old_printed,
         n.value AS new_value, n.status AS new_status, n.printed AS new_printed
  FROM old_fact o FULL JOIN new_fact n USING (agency, year, scope, table_name, row_code, column_code)
  WHERE o.value IS DISTINCT FROM n.value OR o.status IS DISTINCT FROM n.status
)
SELECT change, agency, year, scope, table_name, row_code, column_code, old_value, new_value, old_status, new_status,
       old_printed, new_printed,
       CASE WHEN 'corrected' IN (coalesce(old_status, ''), coalesce(new_status, '')) THEN 'correction' ELSE why END AS why,
       path, run_id
FROM changed JOIN pair USING (agency, year, scope)
ORDER BY agency, year, scope, table_name, row_code, column_code
