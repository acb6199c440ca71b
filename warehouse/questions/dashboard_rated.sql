-- Rates $metrics of all agencies with those they may be compared with. The interval is Wilson's at 95 %: none where cases are no part of the denominator.
WITH rated AS (
  SELECT m.metric, m.agency_id, m.agency, m.year, m.value, m.numerator, m.denominator, m.status, m.quality, m.scope, y.peer_group,
    CASE WHEN m.unit = 'share' AND m.denominator > 0 AND m.numerator BETWEEN 0 AND m.denominator
         THEN wilson_low(m.numerator, m.denominator) END AS low,
    CASE WHEN m.unit = 'share' AND m.denominator > 0 AND m.numerator BETWEEN 0 AND m.denominator
         THEN wilson_high(m.numerator, m.denominator) END AS high
  FROM metrics m
  JOIN (SELECT report_id, {peer_group} AS peer_group FROM agency_year) y ON y.report_id = m.report_id
  WHERE m.part IS NULL AND m.metric IN (SELECT unnest($metrics::VARCHAR[])) AND m.year BETWEEN $first AND $last
)
SELECT *, status = 'ok' AND peer_group IS NOT NULL AND low IS NOT NULL AS is_ranked FROM rated
