INSERT INTO audit.check_result
SELECT b.report_id, f.check_code, f.scope, f.expected::VARCHAR::DECIMAL(18,4), f.found::VARCHAR::DECIMAL(18,4),
       f.difference::VARCHAR::DECIMAL(18,4), f.status, f.note
FROM frame_check_result f JOIN batch_report b USING (report_no)
