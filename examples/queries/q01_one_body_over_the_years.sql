-- Q01 How has this body done over the years? / 这个机关历年情况如何？
-- Answer: one row a year.
-- Mind: a change of form or of scope makes two years incomparable; status says why a rate is not to be used.
SET VARIABLE agency = '青海省人民政府';

SELECT y.year, y.new_received, y.handled_total, round(m.value, 3) AS disclosure_rate, m.status,
       y.requests_form, y.requests_form <> lag(y.requests_form) OVER series AS form_changed,
       y.scope, y.scope <> y.previous_scope AS scope_changed, y.quality
FROM agency_year y
LEFT JOIN metrics m ON m.report_id = y.report_id AND m.metric = 'disclosure_rate' AND m.agency = getvariable('agency')
WHERE y.agency = getvariable('agency')
WINDOW series AS (PARTITION BY y.agency_id ORDER BY y.year)
ORDER BY y.year;
