-- Q12 Which reasons for refusal at each level? / 各级机关以什么理由不予公开？
-- Answer: one row a level and reason, share of all refusals of the level.
-- Mind: only bodies that report on themselves, so that nothing is counted twice; reports with a blank among the eight
-- rows are left out, n_reports says how many are in.
SET VARIABLE year = 2024;

WITH summed AS (
  SELECT level, count(*) AS n_reports, sum(denied) AS denied, sum(denied_state_secret) AS denied_state_secret,
         sum(denied_prohibited_by_law) AS denied_prohibited_by_law,
         sum(denied_three_securities_one_stability) AS denied_three_securities_one_stability,
         sum(denied_third_party_rights) AS denied_third_party_rights,
         sum(denied_internal_affairs) AS denied_internal_affairs,
         sum(denied_deliberative_process) AS denied_deliberative_process,
         sum(denied_enforcement_case_file) AS denied_enforcement_case_file,
         sum(denied_administrative_query) AS denied_administrative_query
  FROM agency_year
  WHERE year = getvariable('year') AND kind IN ('department', 'township') AND denied IS NOT NULL
  GROUP BY level
)
SELECT level, n_reports, i.label_zh, n::BIGINT AS n, round(ratio(n, denied), 3) AS share
FROM (UNPIVOT summed ON COLUMNS('denied_.*') INTO NAME item VALUE n) u
JOIN dim_request_item i ON i.code = u.item
WHERE n > 0
ORDER BY level, n DESC, i.sort_order;
