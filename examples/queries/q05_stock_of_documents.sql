-- Q05 Does the stock of normative documents add up? / 现行有效的行政规范性文件与上年是否衔接？
-- Answer: one row an agency and year where in force is not: in force last year + issued - repealed.
-- Mind: forms of 2021 and later only, same scope; a gap that the next year takes back is a slip of one year.
SELECT agency, year, previous_normative_documents_in_force::BIGINT AS before, normative_documents_issued::BIGINT AS issued,
       normative_documents_repealed::BIGINT AS repealed, normative_documents_in_force::BIGINT AS in_force,
       in_force - (before + issued - repealed) AS gap
FROM agency_year
WHERE form = '2021' AND previous_form = '2021' AND previous_scope = scope AND gap <> 0
ORDER BY abs(gap) DESC, agency, year
LIMIT 50;
