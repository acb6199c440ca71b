-- Where a number of table 3 comes from: file, page, box, text of the cell, correction / 第三部分表格某一数值的来源：文件、页、区域、单元格原文、更正
(name, of_year, of_item) AS TABLE
SELECT q.agency, q.year, q.item, q.applicant, q.value, q.status, q.printed, c.page, [c.x0, c.y0, c.x1, c.y1] AS box, c.path AS place,
       c.reader, r.source_path, r.sha256, k.should_be, k.reason AS correction, k.made_by
FROM requests q
JOIN dim_report r ON r.report_id = q.report_id
LEFT JOIN audit.cell c ON c.cell_id = q.cell_id
LEFT JOIN audit.correction k ON k.cell_id = q.cell_id AND k.status = 'applied'
WHERE contains(q.agency, name) AND q.year = of_year AND q.item = of_item ORDER BY q.agency, q.applicant
