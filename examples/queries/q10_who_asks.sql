-- Q10 Who asks: people, firms, law firms? / 谁在申请：个人、企业还是律所？
-- Answer: one row a function of departments; shares of pooled requests, they add up to 1.
-- Mind: only reports that print all six columns; "other" is a kind of applicant, not a remainder.
SET VARIABLE year = 2024;

WITH pooled AS (
  SELECT function, count(*) AS n_reports, sum(new_received_natural_person) AS natural_person,
         sum(new_received_commercial_enterprise) AS enterprise, sum(new_received_research_institution) AS research,
         sum(new_received_public_interest_organization) AS public_interest,
         sum(new_received_legal_service_institution) AS law_firm, sum(new_received_other_organization) AS other
  FROM agency_year
  WHERE kind = 'department' AND function IS NOT NULL AND year = getvariable('year')
    AND new_received_natural_person + new_received_commercial_enterprise + new_received_research_institution
        + new_received_public_interest_organization + new_received_legal_service_institution
        + new_received_other_organization IS NOT NULL
  GROUP BY function
)
SELECT function, n_reports, (natural_person + enterprise + research + public_interest + law_firm + other)::BIGINT AS n,
       round(ratio(natural_person, n), 4) AS natural_person, round(ratio(enterprise, n), 4) AS enterprise,
       round(ratio(research, n), 4) AS research, round(ratio(public_interest, n), 4) AS public_interest,
       round(ratio(law_firm, n), 4) AS law_firm, round(ratio(other, n), 4) AS other
FROM pooled
ORDER BY law_firm DESC, function;
