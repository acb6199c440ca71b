-- robust distance on a log scale from the agency's other years, at least four of them; found is that distance
WITH received AS (
  SELECT r.report_id, r.agency_id, r.year, r.scope, f.value FROM part_report r JOIN part_request f USING (report_id)
  WHERE r.is_current AND f.item = 'new_received' AND f.applicant = 'total' AND f.value IS NOT NULL
), history AS (
  SELECT n.report_id, n.value, median(ln(1 + o.value)) AS middle, list(ln(1 + o.value)) AS others
  FROM received n JOIN received o ON o.agency_id = n.agency_id AND o.scope = n.scope AND o.year <> n.year
  GROUP BY n.report_id, n.value HAVING count(*) >= 4
), distance AS (
  SELECT report_id, value, abs(ln(1 + value) - middle)
         / (1.4826 * greatest(list_median(list_transform(others, lambda x: abs(x - middle))), 0.05)) AS z
  FROM history
)
SELECT report_id, 'outlier_own_history' AS check_code, 'new_received' AS scope, 5 AS expected, round(z, 1) AS found,
       CASE WHEN z > 5 THEN 'fail' ELSE 'pass' END AS status, value || ' requests' AS note
FROM distance
