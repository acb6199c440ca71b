-- Every year of the agencies with this in their name: what was asked, what came of it / 名称含此文字的机关各年度概况
(name) AS TABLE
SELECT agency, year, requests_form, scope, quality, new_received, handled_total, granted, partially_granted, denied, unavailable,
       not_processed, other_handled, carried_forward, reconsideration_total,
       litigation_direct_total + litigation_after_reconsideration_total AS litigation_total
FROM agency_year WHERE contains(agency, name) ORDER BY agency, year
