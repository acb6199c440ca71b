-- Q13 Every refusal for the "three securities and one stability", with its page / “三安全一稳定”的每次适用及页码
-- Answer: one row a report with at least one, most first; link opens the page.
-- Mind: reports of governments repeat what their departments report, so only bodies below them are listed.
SET VARIABLE first_year = 2019;

WITH used AS (
  SELECT report_id, agency, year, denied_three_securities_one_stability AS n
  FROM agency_year
  WHERE denied_three_securities_one_stability > 0 AND kind <> 'government' AND year >= getvariable('first_year')
  ORDER BY n DESC, agency, year
  LIMIT 50
)
SELECT u.agency, u.year, u.n, c.page, r.source_path || coalesce('#page=' || c.page, '') AS link
FROM used u
JOIN dim_report r USING (report_id)
LEFT JOIN fact_request f ON f.report_id = u.report_id AND f.applicant = 'total'
  AND f.item = 'denied_three_securities_one_stability'
LEFT JOIN audit.cell c ON c.report_id = u.report_id AND c.cell_id = f.cell_id
ORDER BY u.n DESC, u.agency, u.year;
