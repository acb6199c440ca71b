-- Q03 Which bureaus grew fastest? / 哪些部门的申请量增长最快？
-- Answer: one row an agency and year, both years with at least 30 requests.
-- Mind: only consecutive years of the same scope, else a jump may be other bodies that are counted in.
SET VARIABLE first_year = 2020;

SELECT agency, year, previous_new_received AS before, new_received AS after,
       round(new_received / previous_new_received - 1, 3) AS growth
FROM agency_year
WHERE kind = 'department' AND year >= getvariable('first_year')
  AND previous_scope = scope AND previous_new_received >= 30 AND new_received >= 30
ORDER BY growth DESC, agency, year
LIMIT 10;
