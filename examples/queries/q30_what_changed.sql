-- Q30 What did corrections and re-issues change? / 更正与重新发布改动了什么？
-- Answer: one row a figure of table 三: printed against used, or one version against the next.
-- Mind: a re-issue is the agency's own act; a correction is declared by a person, with a reason.
SET VARIABLE region = '63';

WITH body AS (
  SELECT agency_id, agency FROM dim_agency WHERE starts_with(region_code, getvariable('region'))
), reissue AS (
  SELECT b.agency, r.year, r.report_id, r.superseded_by
  FROM dim_report r JOIN body b USING (agency_id)
  WHERE r.superseded_by IS NOT NULL
  ORDER BY r.year DESC, r.report_id DESC
  LIMIT 50
), side AS (
  SELECT report_id, item, applicant, value FROM fact_request
  WHERE report_id IN (SELECT report_id FROM reissue UNION ALL SELECT superseded_by FROM reissue)
)
SELECT 'correction' AS kind, b.agency, r.year, k.row_code AS item, k.column_code AS applicant,
       k.value_printed::BIGINT AS before, k.value_used::BIGINT AS after, k.reason
FROM audit.correction k
JOIN dim_report r USING (report_id)
JOIN body b USING (agency_id)
WHERE k.status = 'applied' AND k.table_name = 'requests' AND k.value_used IS DISTINCT FROM k.value_printed
UNION ALL
SELECT 'reissue', r.agency, r.year, o.item, o.applicant, o.value, n.value, NULL
FROM reissue r
JOIN side o ON o.report_id = r.report_id
JOIN side n ON n.report_id = r.superseded_by AND n.item = o.item AND n.applicant = o.applicant
WHERE o.value IS DISTINCT FROM n.value
ORDER BY kind, year, agency, item, applicant;
