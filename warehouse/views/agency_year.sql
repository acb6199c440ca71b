-- One wide row per agency and year; NULL where the cell is blank or not on the form / 每机关每年度一行（宽表）；空白或表中无此项为空
-- report_count: Current reports of the agency and year; above 1 their scopes differ and the narrowest is shown / 该机关该年度现行报告数；大于1时范围不同，此处取范围最小者
-- Counts of table 3 are the column total. Narrowest scope first, so that adding agencies up overlaps least.
SELECT * EXCLUDE (is_chosen) FROM report_wide WHERE is_chosen AND form <> 'legacy'
