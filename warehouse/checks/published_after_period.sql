-- a report of a year is published after that year; expected and found are years
SELECT report_id, 'published_after_period' AS check_code, year::VARCHAR AS scope, year + 1 AS expected, year(published_on) AS found,
       CASE WHEN year(published_on) > year THEN 'pass' ELSE 'fail' END AS status, NULL AS note
FROM part_report WHERE is_current AND published_on IS NOT NULL
