-- Q27 Blank tables against zero tables / 空白表与零数据表
-- Answer: one row: current reports of the year by what their table 三 prints, with an example of a blank one.
-- Mind: a blank is not a zero. A table left blank says nothing; a table of zeros says that nobody asked.
SET VARIABLE year = 2022;

WITH filled AS (
  SELECT r.report_id, any_value(r.agency_as_printed) AS agency, count(*) AS cells,
         count(*) FILTER (f.status = 'blank') AS blank, count(*) FILTER (f.value <> 0) AS above_zero
  FROM dim_report r JOIN fact_request f USING (report_id)
  WHERE r.is_current AND r.year = getvariable('year')
  GROUP BY r.report_id
)
SELECT count(*) FILTER (blank = cells) AS blank_tables, count(*) FILTER (blank > 0 AND blank < cells) AS partly_blank,
       count(*) FILTER (blank = 0 AND above_zero = 0) AS zero_tables, count(*) AS tables,
       min(agency) FILTER (blank = cells) AS example
FROM filled;
