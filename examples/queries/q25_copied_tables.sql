-- Q25 Who copied last year's table? / 谁照抄了上年的表格？
-- Answer: one row a report whose table 三 is that of the year before, cell for cell, and not all zero.
-- Mind: a small table can repeat by chance: only reports with at least 10 new requests.
SELECT a.agency, r.year, y.new_received, y.handled_total, c.note
FROM audit.check_result c
JOIN dim_report r USING (report_id)
JOIN dim_agency a USING (agency_id)
JOIN agency_year y ON y.report_id = c.report_id
WHERE c.check_code = 'copied_year' AND c.status = 'fail' AND r.is_current AND y.new_received >= 10
ORDER BY y.new_received DESC, a.agency, r.year
LIMIT 50;
