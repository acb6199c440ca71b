-- First and last year with a current report, or for which a person expects one.
SELECT min(year), max(year) FROM (
  SELECT year FROM dim_report WHERE is_current UNION ALL SELECT year FROM expected_report WHERE basis = 'stated')
