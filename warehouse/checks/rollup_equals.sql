-- every additive row equals the sum of the subordinates: proof of a roll-up; one equal row proves nothing
SELECT report_id, 'rollup_equals' AS check_code, 'all' AS scope, count(*) AS expected, count(*) FILTER (found = expected) AS found,
       CASE WHEN bool_and(found = expected) AND sum(found) > 0 THEN 'pass' ELSE 'not_assessable' END AS status,
       concat_ws('; ', CASE WHEN bool_and(found = expected) AND sum(found) > 0 THEN 'a sum of its subordinates' END, any_value(note)) AS note
FROM check_rollup GROUP BY report_id
