-- How many reports a total rests on, and how many are missing or uncertain.
SELECT root, year AS of_year, count(report_id) AS n_reports, count(*) - count(report_id) AS n_missing,
       count(CASE WHEN scope = 'unknown' THEN 1 END) AS n_unknown,
       count(CASE WHEN quality = 'needs_review' THEN 1 END) AS n_review, count(*) AS n_expected
FROM derived_climb WHERE counts GROUP BY root, year
