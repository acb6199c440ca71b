-- a report that says it counts its subordinates has at least their sum; missing ones only weaken the sum
SELECT report_id, 'rollup_contains' AS check_code, item AS scope, expected, found,
       CASE WHEN found IS NULL OR expected IS NULL OR body = 'unknown' THEN 'not_assessable' WHEN found >= expected THEN 'pass' ELSE 'fail' END AS status,
       concat_ws('; ', CASE WHEN body = 'unknown' THEN 'whom the report counts is unknown' END, note) AS note
FROM check_rollup WHERE body <> 'own'
