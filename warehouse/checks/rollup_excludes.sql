-- less than the sum of its subordinates: evidence that the report counts its own office alone
SELECT report_id, 'rollup_excludes' AS check_code, item AS scope, expected, found,
       CASE WHEN found IS NULL OR expected IS NULL THEN 'not_assessable' ELSE 'pass' END AS status,
       concat_ws('; ', CASE WHEN expected > found THEN 'less than its subordinates: it cannot count them' END, note) AS note
FROM check_rollup WHERE body IN ('own', 'unknown')
