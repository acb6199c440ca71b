-- Q17 Requests per 10 000 people by county / 各县每万人申请量
-- Answer: one row a region, from reports that do not overlap.
-- Mind: share_reporting says how much of the region the rate rests on; residents come from population.csv.
SET VARIABLE year = 2024;

SELECT region_code, region, round(value, 2) AS per_10k, numerator::BIGINT // 10000 AS new_received,
       denominator::BIGINT AS population, n_reports, n_missing, round(share_reporting, 2) AS share_reporting, status
FROM region_metrics
WHERE metric = 'requests_per_10k' AND level = 'county' AND year = getvariable('year') AND value IS NOT NULL
ORDER BY value DESC, region_code
LIMIT 50;
