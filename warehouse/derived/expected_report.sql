-- One row is a report that must or may be expected: of an agency for a year / 一行是一份应有的报告（机关与年度）
-- agency_id: Agency; NULL when no report of it is here / 机关编号；库中无其报告时为空
-- agency_key: What the agency is told apart by / 区分机关的标识
-- agency: Name of the agency / 机关名称
-- due_on: Last day to publish it; NULL when the kind of body is not known / 公布期限；机构类型未识别时为空
-- basis: stated = by a person (expected.csv); series = between the first and the last year seen / 依据：stated人工列出；series位于所见首年与末年之间
WITH stated AS (
  SELECT a.agency_id, s.agency_key, coalesce(a.agency, s.agency) AS agency, s.year, s.due_on, a.kind, s.kind AS stated_kind
  FROM audit.expected_stated s LEFT JOIN dim_agency a ON a.agency_key = s.agency_key
), series AS (
  SELECT agency_id, unnest(generate_series(min(year), max(year)))::SMALLINT AS year FROM part_report GROUP BY agency_id
), expected AS (
  SELECT agency_id, agency_key, agency, year, due_on, coalesce(kind, stated_kind) AS kind, 'stated' AS basis FROM stated
  UNION ALL
  SELECT y.agency_id, a.agency_key, a.agency, y.year, NULL, a.kind, 'series'
  FROM series y JOIN dim_agency a USING (agency_id)
  WHERE NOT EXISTS (FROM stated s WHERE s.agency_id = y.agency_id AND s.year = y.year)
)
SELECT agency_id, agency_key, agency, year,
       coalesce(due_on, CASE WHEN kind = 'government' OR year <= 2018 THEN make_date(year + 1, 3, 31)
                             WHEN kind IS NOT NULL THEN make_date(year + 1, 1, 31) END) AS due_on, basis
FROM expected
ORDER BY year, agency_key
