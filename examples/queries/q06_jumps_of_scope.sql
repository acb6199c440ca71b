-- Q06 Which jumps are only scope changes? / 哪些骤增骤减只是统计范围的变化？
-- Answer: one row an agency and year whose report counts other bodies than the year before.
-- Mind: what of the factor is real cannot be told from these two reports: compare region_year.
SELECT agency, year, previous_scope, scope, previous_new_received AS before, new_received AS after,
       round(ratio(new_received, previous_new_received), 2) AS factor
FROM agency_year
WHERE scope <> previous_scope
ORDER BY factor DESC NULLS LAST, agency, year
LIMIT 50;
