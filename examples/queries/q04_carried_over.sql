-- Q04 Does what is carried over equal what last year carried forward? / 上年结转是否等于上一年度的结转下年度？
-- Answer: one row an agency and year where it does not; the gap is NULL where a side is not printed.
-- Mind: a blank is no 0, so it is listed and not counted as a gap.
SET VARIABLE first_year = 2020;

SELECT agency, year, previous_carried_forward, carried_over, carried_over - previous_carried_forward AS gap,
       CASE WHEN gap IS NULL THEN 'not printed' ELSE 'differs' END AS why
FROM agency_year
WHERE year >= getvariable('first_year') AND previous_scope = scope AND previous_report_id IS NOT NULL
  AND carried_over IS DISTINCT FROM previous_carried_forward
ORDER BY abs(gap) DESC NULLS LAST, agency, year
LIMIT 50;
