INSERT INTO fact_request
SELECT b.report_id, f.item, f.applicant, f.value::DECIMAL(18,6)::BIGINT, f.status, f.printed,
       b.report_id::BIGINT * 10000 + f.cell_no
FROM frame_fact_request f JOIN batch_report b USING (report_no)
