-- How many reports a total rests on, and how many are missing or uncertain.
SELECT c.root, c.year AS of_year, count(b.report_id) AS n_reports, count(*) - count(b.report_id) AS n_missing,
       count(CASE WHEN b.scope = 'unknown' THEN 1 END) AS n_unknown,
       count(CASE WHEN b.quality = 'needs_review' THEN 1 END) AS n_review, count(*) AS n_expected
FROM derived_climb c
JOIN derived_body_year b ON b.node = c.node AND b.year = c.year
WHERE c.counts
GROUP BY c.root, c.year
