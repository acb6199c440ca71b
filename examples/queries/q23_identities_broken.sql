-- Q23 Which reports break the identities? / 哪些报告的勾稽关系不成立？
-- Answer: one row a report whose totals of table 三 do not add up.
-- Mind: the slip may be the publication's own: quality as_printed says that two readings agree on it.
SET VARIABLE first_year = 2019;

SELECT agency, year, new_received + carried_over AS inflow, handled_total + carried_forward AS outflow,
       granted + partially_granted + denied + unavailable + not_processed + other_handled AS outcomes, handled_total,
       inflow - outflow AS balance_gap, outcomes - handled_total AS outcomes_gap, quality
FROM agency_year
WHERE year >= getvariable('first_year') AND (inflow <> outflow OR outcomes <> handled_total)
ORDER BY year, agency
LIMIT 50;
