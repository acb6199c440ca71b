-- two cells with one cell_id
SELECT report_no, cell_no, count(*) FROM frame_cell WHERE report_no IN (SELECT report_no FROM batch_report)
GROUP BY ALL HAVING count(*) > 1
