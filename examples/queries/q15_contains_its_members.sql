-- Q15 Does a government's report contain its members? / 政府的报告是否包含其所属机关？
-- Answer: one row a government whose report says it counts others; kappa is the members' share of it.
-- Mind: below 0 something is wrong: a member counts more than the government; a kappa near 0 says it may count its
-- own office alone. Missing members only lower kappa.
SET VARIABLE year = 2024;

WITH government AS (
  SELECT report_id, agency_id, agency, scope, new_received FROM agency_year
  WHERE kind = 'government' AND scope IN ('whole_region', 'government_and_departments') AND year = getvariable('year')
), member AS (
  SELECT g.report_id, y.new_received
  FROM government g JOIN agency_year y ON y.parent_agency_id = g.agency_id AND y.year = getvariable('year')
  WHERE y.kind IN ('department', 'government_office') OR (g.scope = 'whole_region' AND y.kind <> 'government')
  UNION ALL
  SELECT g.report_id, t.value
  FROM government g JOIN dim_agency k ON k.parent_agency_id = g.agency_id AND k.kind = 'government'
  JOIN region_year t ON t.agency_id = k.agency_id AND t.year = getvariable('year') AND t.item = 'new_received'
  WHERE g.scope = 'whole_region'
)
SELECT g.agency, g.scope, g.new_received, sum(m.new_received)::BIGINT AS members,
       count(m.new_received) AS n_members, (g.new_received - sum(m.new_received))::BIGINT AS residual,
       round(ratio(sum(m.new_received), g.new_received), 2) AS kappa
FROM government g JOIN member m USING (report_id)
GROUP BY g.report_id, g.agency, g.scope, g.new_received
ORDER BY kappa DESC, g.agency
LIMIT 50;
