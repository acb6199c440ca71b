-- Q11 Where is more than 30 % of what is handled not held? / 哪里“本机关不掌握”超过三成？
-- Answer: one row an agency and year with at least 50 requests handled.
-- Mind: the denominator is all handled; another usage divides by （四）无法提供.
SET VARIABLE first_year = 2019;

SELECT agency, year, numerator::BIGINT AS not_held, denominator::BIGINT AS handled, round(value, 3) AS share
FROM metrics
WHERE metric = 'not_held_share' AND year >= getvariable('first_year') AND value > 0.3 AND denominator >= 50
ORDER BY value DESC, agency, year
LIMIT 50;
