-- How rates with status ok lie among the peers of $agencies, over the whole warehouse; groups of at least 5.
WITH rated AS ({rated})
SELECT metric, year, peer_group, count(*), min(value), quantile_cont(value, [0.1, 0.25, 0.5, 0.75, 0.9]), max(value)
FROM rated
WHERE status = 'ok' AND peer_group IN (SELECT peer_group FROM rated WHERE agency_id IN (SELECT unnest($agencies::INTEGER[])))
GROUP BY metric, year, peer_group HAVING count(*) >= 5
ORDER BY metric, peer_group, year
