INSERT INTO audit.check_result
SELECT b.report_id, f.check_code, f.scope, f.expected::DECIMAL(18,6), f.found::DECIMAL(18,6),
       f.difference::DECIMAL(18,6), f.status, f.note, NULL
FROM frame_check_result f JOIN batch_report b USING (report_no)
