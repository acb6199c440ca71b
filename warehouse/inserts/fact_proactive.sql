INSERT INTO fact_proactive
SELECT b.report_id, f.subject, f.measure, f.value::DECIMAL(18,6), f.unit, f.status, f.printed,
       b.report_id::BIGINT * 10000 + f.cell_no
FROM frame_fact_proactive f JOIN batch_report b USING (report_no)
