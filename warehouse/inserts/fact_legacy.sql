INSERT INTO fact_legacy
SELECT b.report_id, f.indicator, f.value::DECIMAL(18,6), f.unit, f.status, f.printed,
       b.report_id::BIGINT * 10000 + f.cell_no
FROM frame_fact_legacy f JOIN batch_report b USING (report_no)
