-- Q07 Who is corrected most often over three years? / 近三年谁在行政复议中被纠正最多？
-- Answer: one row an agency and year: the three years that end with it, with at least 20 concluded cases.
-- Mind: a ratio of sums, not a mean of rates; 结果纠正 may concern an answer of the year before.
WITH concluded AS (
  SELECT agency_id, agency, year, reconsideration_corrected AS corrected,
         reconsideration_total - reconsideration_pending AS cases
  FROM agency_year
  WHERE kind = 'department' AND reconsideration_corrected IS NOT NULL
    AND reconsideration_total - reconsideration_pending IS NOT NULL
)
SELECT agency, year, count(*) OVER three AS years, sum(corrected) OVER three AS corrected,
       sum(cases) OVER three AS concluded, round(ratio(sum(corrected) OVER three, sum(cases) OVER three), 3) AS rate
FROM concluded
WINDOW three AS (PARTITION BY agency_id ORDER BY year RANGE BETWEEN 2 PRECEDING AND CURRENT ROW)
QUALIFY sum(cases) OVER three >= 20
ORDER BY rate DESC, agency, year
LIMIT 10;
