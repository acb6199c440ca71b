-- By year and level of the agency: reports expected and received, in time or not, and how they were read.
WITH seen AS (
  SELECT year, coalesce(level, 'unknown') AS level, is_expected, status = 'present' AS is_here,
    days_late > 0 AS is_late, quality
  FROM coverage
  UNION ALL
  SELECT year, 'unknown', true, false, NULL, NULL FROM expected_report WHERE agency_id IS NULL
)
SELECT year, level, count(*) FILTER (is_expected) AS expected, count(*) FILTER (is_here) AS received,
  count(*) FILTER (is_expected AND NOT is_here) AS missing, count(*) FILTER (is_late) AS late,
  count(*) FILTER (quality = 'verified') AS verified, count(*) FILTER (quality = 'as_printed') AS as_printed,
  count(*) FILTER (quality = 'needs_review') AS needs_review
FROM seen
WHERE is_expected OR is_here
GROUP BY year, level
ORDER BY year DESC, received DESC, level
