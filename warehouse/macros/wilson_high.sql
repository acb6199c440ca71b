-- Upper end of the 95 % interval (Wilson) of a share of n in d / n/d比例95%置信区间（Wilson）上限
(n, d) AS CASE WHEN d > 0 AND n BETWEEN 0 AND d THEN least(1, ((n)::DOUBLE / (d) + 1.9207294 / (d)
  + 1.959964 * sqrt(((n)::DOUBLE / (d) * (1 - (n)::DOUBLE / (d)) + 0.9603647 / (d)) / (d))) / (1 + 3.8414588 / (d))) END
