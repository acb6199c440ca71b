-- Q09 Where does this bureau stand among its peers? / 该部门在同类中处于什么位置？
-- Answer: one row a year; percentile 0 is the lowest rate, 1 the highest.
-- Mind: peers are bodies of the same kind, level and scope; the number of peers stands beside. With at least 8 of
-- the same function, compare these instead.
SET VARIABLE agency = '西宁市公安局';

WITH me AS (SELECT DISTINCT kind, level, scope FROM agency_year WHERE agency = getvariable('agency')),
rated AS (
  SELECT y.agency, y.year, ratio(granted + partially_granted, handled_total) AS rate
  FROM agency_year y JOIN me USING (kind, level, scope)
  WHERE handled_total >= 30 AND granted + partially_granted IS NOT NULL
)
SELECT agency, year, round(rate, 3) AS disclosure_rate, round(percent_rank() OVER peers, 2) AS percentile,
       count(*) OVER (PARTITION BY year) - 1 AS n_peers
FROM rated
WINDOW peers AS (PARTITION BY year ORDER BY rate)
QUALIFY agency = getvariable('agency')
ORDER BY year;
