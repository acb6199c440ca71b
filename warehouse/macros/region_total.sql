-- Totals of a region (name or code) for a year, no body counted twice / 某地区（名称或代码）某年度合计，不重复计算
(place, of_year) AS TABLE
SELECT region, year, item, label_zh, label_en, value, n_reports, n_missing, n_unknown, n_blank, status
FROM region_year WHERE (region_code = place OR region = place) AND year = of_year
