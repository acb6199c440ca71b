-- Q29 Which page and cell does this number come from? / 这个数字来自哪一页、哪一格？
-- Answer: one row, the cell with its file, and what a person corrected in it.
-- Mind: value is the one to use; printed is what the page shows.
SET VARIABLE agency = '西宁市自然资源局';
SET VARIABLE year = 2022;
SET VARIABLE item = 'new_received';
SET VARIABLE applicant = 'natural_person';

WITH wanted AS (
  SELECT r.report_id, a.agency, r.year, r.source_path, r.sha256
  FROM dim_report r JOIN dim_agency a USING (agency_id)
  WHERE a.agency = getvariable('agency') AND r.year = getvariable('year') AND r.is_current
), figure AS (
  SELECT w.*, f.item, f.applicant, f.value, f.printed, f.status, f.cell_id
  FROM wanted w JOIN fact_request f USING (report_id)
  WHERE f.item = getvariable('item') AND f.applicant = getvariable('applicant')
)
SELECT f.agency, f.year, i.label_zh, f.value, f.printed, f.status, c.page, [c.x0, c.y0, c.x1, c.y1] AS box, c.text,
       c.reader, f.source_path, f.sha256, k.reason, k.made_by, k.made_on
FROM figure f
JOIN dim_request_item i ON i.code = f.item
LEFT JOIN audit.cell c ON c.cell_id = f.cell_id AND c.report_id = f.report_id
LEFT JOIN audit.correction k ON k.cell_id = f.cell_id AND k.status = 'applied';
