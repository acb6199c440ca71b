-- What became of each report that is there or expected, of $agencies and of those of $region and $agency that have none here:
-- in_time, late, undated, missing.
WITH RECURSIVE {within}
SELECT agency_id, agency, year,
  CASE WHEN status = 'missing' THEN 'missing' WHEN days_late IS NULL THEN 'undated'
       WHEN days_late > 0 THEN 'late' ELSE 'in_time' END,
  is_expected, reason
FROM coverage
WHERE agency_id IN (SELECT unnest($agencies::INTEGER[])) AND year BETWEEN $first AND $last
  AND (status = 'present' OR is_expected)
UNION ALL
SELECT NULL, agency, year, 'missing', true, 'no_file'
FROM expected_report
WHERE agency_id IS NULL AND year BETWEEN $first AND $last
  AND ($region::VARCHAR IS NULL OR split_part(agency_key, '|', 1) IN (SELECT region_code FROM within))
  AND ($agency::VARCHAR IS NULL OR contains(agency, $agency))
ORDER BY ALL
