-- Rates of $agencies with their interval and their place among all peers of the warehouse, by the lower bound.
WITH rated AS ({rated}), ranked AS (
  SELECT *, CASE WHEN is_ranked THEN rank() OVER (PARTITION BY metric, year, peer_group, is_ranked ORDER BY low DESC) END AS place,
    CASE WHEN is_ranked THEN count(*) OVER (PARTITION BY metric, year, peer_group, is_ranked) END AS peers
  FROM rated
)
SELECT metric, agency_id, year, value, numerator, denominator, status, low, high, place, peers
FROM ranked WHERE agency_id IN (SELECT unnest($agencies::INTEGER[]))
ORDER BY agency_id, year, metric
