INSERT INTO report_section
SELECT b.report_id, f.ordinal, f.section, f.numeral, f.heading, f.text, f.sentence_hashes::UBIGINT[], f.sentence_lengths::USMALLINT[]
FROM frame_report_section f JOIN batch_report b USING (report_no)
ORDER BY b.report_id, f.ordinal
