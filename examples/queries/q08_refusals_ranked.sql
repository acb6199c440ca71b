-- Q08 Rank one kind of bureau on refusal / 同类部门不予公开率排名
-- Answer: one row an agency, ordered by the lower end of a 95 % interval (Wilson).
-- Mind: by the plain rate small bureaus lead by chance; the interval says how little they know.
SET VARIABLE function = 'naturalres';
SET VARIABLE year = 2024;

SELECT agency, numerator::BIGINT AS denied, denominator::BIGINT AS handled, round(value, 3) AS rate,
       round(wilson_low(numerator, denominator), 3) AS low, round(wilson_high(numerator, denominator), 3) AS high
FROM metrics
WHERE metric = 'denial_rate' AND year = getvariable('year') AND value IS NOT NULL
  AND agency_id IN (SELECT agency_id FROM dim_agency WHERE function = getvariable('function') AND kind = 'department')
ORDER BY low DESC, agency
LIMIT 20;
