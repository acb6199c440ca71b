-- Q26 Outliers against own history / 与本机关历史相比的异常值
-- Answer: one row an agency and year; z is the robust distance on a log scale, of requests by natural persons.
-- Mind: values as printed, before corrections, so that slips stand out; at least 5 years of one scope, 30 requests.
WITH series AS (
  SELECT y.agency_id, y.scope, y.agency, y.year, coalesce(c.value_printed, y.new_received_natural_person)::BIGINT AS printed
  FROM agency_year y
  LEFT JOIN audit.correction c ON c.report_id = y.report_id AND c.status = 'applied'
    AND c.row_code = 'new_received' AND c.column_code = 'natural_person'
), middle AS (
  SELECT agency_id, scope, median(ln(1 + printed)) AS middle, mad(ln(1 + printed)) AS spread
  FROM series
  WHERE printed IS NOT NULL
  GROUP BY agency_id, scope HAVING count(*) >= 5 AND max(printed) >= 30
)
SELECT s.agency, s.year, s.printed, round(exp(m.middle) - 1) AS typical,
       round((ln(1 + s.printed) - m.middle) / (1.4826 * greatest(m.spread, 0.05)), 1) AS z
FROM series s JOIN middle m USING (agency_id, scope)
WHERE s.printed >= 30 AND abs(z) > 5
ORDER BY abs(z) DESC, s.agency, s.year
LIMIT 20;
