INSERT INTO fact_narrative
SELECT b.report_id, f.metric, f.value::DECIMAL(18,6), f.unit, coalesce(f.approximate, false), f.period,
       f.channel, f.section, f.sentence, f.printed
FROM frame_fact_narrative f JOIN batch_report b USING (report_no)
