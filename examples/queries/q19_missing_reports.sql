-- Q19 Which reports are missing, last seen when? / 缺哪些报告？最近一次见于何年？
-- Answer: one row an expected report that is not here; rejected names a file of that name that could not be read.
-- Mind: expected is what a person lists (expected.csv), else the years between the first and the last report. The
-- view coverage tells more of each gap, and takes longer.
SET VARIABLE first_year = 2019;

WITH gone AS (
  SELECT e.agency_id, e.agency, e.year, e.due_on, e.basis
  FROM expected_report e
  ANTI JOIN agency_year y ON y.agency_id = e.agency_id AND y.year = e.year
  WHERE e.year >= getvariable('first_year')
  ORDER BY e.year, e.agency
  LIMIT 100
)
SELECT g.agency, g.year, g.due_on, g.basis,
       (SELECT max(y.year) FROM agency_year y WHERE y.agency_id = g.agency_id AND y.year < g.year) AS last_seen,
       (SELECT min(c.path || ': ' || c.reason) FROM audit.content c
        WHERE c.status = 'rejected' AND contains(c.path, g.agency || g.year)) AS rejected
FROM gone g
ORDER BY g.year, g.agency;
