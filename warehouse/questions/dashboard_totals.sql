-- Totals of $regions by year and item, each report counted once.
SELECT region_code, year, item, value, n_blank, value_bottom_up, n_reports, n_missing, n_unknown, n_review, n_expected,
  share_reporting, status
FROM region_year
WHERE region_code IN (SELECT unnest($regions::VARCHAR[])) AND item IN (SELECT unnest($items::VARCHAR[])) AND year BETWEEN $first AND $last
ORDER BY region_code, year
