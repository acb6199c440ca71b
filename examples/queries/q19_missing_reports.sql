-- Q19 Which reports are missing, last seen when? / 缺哪些报告？最近一次见于何年？
-- Answer: one row an expected report that is not here; reason rejected means that a file of that name could not be read.
-- Mind: expected is what a person lists (expected.csv), else the years between the first and the last report.
SET VARIABLE first_year = 2019;

SELECT c.agency, c.year, c.due_on, c.expected_basis,
       (SELECT max(y.year) FROM agency_year y WHERE y.agency_id = c.agency_id AND y.year < c.year) AS last_seen, c.reason, c.detail
FROM coverage c
WHERE c.status = 'missing' AND c.is_expected AND c.year >= getvariable('first_year')
ORDER BY c.year, c.agency
LIMIT 100;
