INSERT INTO fact_dispute
SELECT b.report_id, f.procedure, f.outcome, f.value::DECIMAL(18,6)::BIGINT, f.status, f.printed,
       b.report_id::BIGINT * 10000 + f.cell_no
FROM frame_fact_dispute f JOIN batch_report b USING (report_no)
