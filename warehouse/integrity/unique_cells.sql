-- two cells with one cell_id
SELECT cell_id, count(*) FROM audit.cell WHERE report_id IN (SELECT report_id FROM batch_report)
GROUP BY cell_id HAVING count(*) > 1
