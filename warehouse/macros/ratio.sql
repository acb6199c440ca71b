-- n by d; NULL where d is 0 or missing / n除以d；d为0或缺失时为空
(n, d) AS (n)::DOUBLE / nullif(d, 0)::DOUBLE
