-- Q16 Scope not stated: what do the numbers say? / 统计范围未说明的报告，数据说明了什么？
-- Answer: one row a government's report that does not say whom it counts.
-- Mind: less than its departments together proves that it cannot include them; more proves nothing.
SET VARIABLE year = 2024;

WITH open AS (
  SELECT y.report_id, y.agency_id, y.agency, y.new_received, y.scope, y.scope_basis
  FROM agency_year y JOIN dim_report r ON r.report_id = y.report_id
  WHERE y.kind = 'government' AND y.year = getvariable('year') AND y.scope_basis IS DISTINCT FROM 'stated'
)
SELECT o.agency, o.new_received, sum(d.new_received)::BIGINT AS departments, count(d.new_received) AS n_departments,
       CASE WHEN sum(d.new_received) > o.new_received THEN 'cannot include departments'
            ELSE 'may include departments' END AS verdict, o.scope, o.scope_basis
FROM open o
JOIN agency_year d ON d.parent_agency_id = o.agency_id AND d.year = getvariable('year') AND d.kind = 'department'
GROUP BY o.report_id, o.agency, o.new_received, o.scope, o.scope_basis
ORDER BY o.agency
LIMIT 50;
