-- Q14 Which reports make up this city's total? / 全市合计由哪些报告构成？
-- Answer: one row a body in the total; without a report it is missing and adds nothing.
-- Mind: no two of these reports count the same body; a body that is not listed is counted by one that is.
SET VARIABLE agency = '西宁市人民政府';
SET VARIABLE year = 2024;

SELECT a.agency, t.kind, t.depth, t.scope, t.scope_basis, y.new_received, y.quality, t.report_id
FROM region_tile t
JOIN dim_agency g ON g.agency_id = t.root_agency_id
LEFT JOIN dim_agency a ON a.agency_id = t.agency_id
LEFT JOIN agency_year y ON y.agency_id = t.agency_id AND y.year = t.year
WHERE g.agency = getvariable('agency') AND t.year = getvariable('year')
ORDER BY t.depth, y.new_received DESC NULLS LAST, a.agency
LIMIT 200;
