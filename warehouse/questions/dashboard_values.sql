-- Figures of $agencies by year; {items} are columns of agency_year.
SELECT agency_id, year, report_id, form, requests_form, scope, scope_basis, quality, {peer_group} AS peer_group, {items}
FROM agency_year
WHERE agency_id IN (SELECT unnest($agencies::INTEGER[])) AND year BETWEEN $first AND $last
ORDER BY agency_id, year
