-- none at all where the median of at least eight peers (level, function, year) is above a hundred
WITH peers AS (
  SELECT level, function, year, median(value) AS middle, count(*) AS n FROM check_received GROUP BY ALL
)
SELECT r.report_id, 'outlier_peers' AS check_code, 'new_received' AS scope, p.middle AS expected, r.value AS found,
       CASE WHEN p.n < 9 THEN 'not_assessable' WHEN p.middle > 100 THEN 'fail' ELSE 'pass' END AS status,
       p.n - 1 || ' peers' AS note
FROM check_received r JOIN peers p ON p.level = r.level AND p.year = r.year AND p.function IS NOT DISTINCT FROM r.function
WHERE r.value = 0
