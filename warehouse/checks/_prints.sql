-- a number for the cells of table 三 of every current report: equal for equal tables
CREATE OR REPLACE TEMP TABLE check_print AS
SELECT r.report_id, r.agency_id, r.year, bit_xor(hash(concat_ws('|', item, applicant, coalesce(value, -1)))) AS hash, count(*) AS cells,
       max(value) FILTER (item = 'handled_total' AND applicant = 'total') AS handled
FROM dim_report r JOIN fact_request f USING (report_id) WHERE r.is_current GROUP BY ALL
