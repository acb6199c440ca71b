-- a fact that was left behind when its report went
SELECT report_id FROM fact_request WHERE report_id IN (SELECT report_id FROM batch_gone)
UNION ALL SELECT report_id FROM fact_proactive WHERE report_id IN (SELECT report_id FROM batch_gone)
UNION ALL SELECT report_id FROM fact_dispute WHERE report_id IN (SELECT report_id FROM batch_gone)
UNION ALL SELECT report_id FROM fact_narrative WHERE report_id IN (SELECT report_id FROM batch_gone)
UNION ALL SELECT report_id FROM audit.cell WHERE report_id IN (SELECT report_id FROM batch_gone)
