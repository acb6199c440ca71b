-- A nation of invented bodies in real regions: governments, their offices and departments, tax offices, townships.
-- Province 63 comes first, so that a small nation has a whole province; a body comes after the one above it.
INSERT INTO dim_agency BY NAME
WITH region AS (
  SELECT r.region_code, r.level, r.parent_code, CASE r.level WHEN 'county' THEN p.region ELSE '' END || r.region AS name
  FROM dim_region r LEFT JOIN dim_region p ON p.region_code = r.parent_code
  WHERE r.gone_since IS NULL
), field(function, stem) AS (
  VALUES ('education', '教育'), ('publicsecurity', '公安'), ('naturalres', '自然资源'), ('housing', '住房和城乡建设'),
    ('hrss', '人力资源和社会保障'), ('marketregulation', '市场监督管理'), ('developmentreform', '发展和改革'),
    ('science', '科学技术'), ('civilaffairs', '民政'), ('justice', '司法'), ('finance', '财政'), ('ecology', '生态环境'),
    ('citymanage', '城市管理'), ('transport', '交通运输'), ('waterresources', '水利'), ('agriculture', '农业农村'),
    ('commerce', '商务'), ('culturetourism', '文化和旅游'), ('health', '卫生健康'), ('veterans', '退役军人事务'),
    ('emergency', '应急管理'), ('audit', '审计'), ('statistics', '统计'), ('medicalinsurance', '医疗保障'),
    ('forestry', '林业和草原'), ('petition', '信访')
), body AS (
  SELECT region_code, level, name || '人民政府' AS agency, 'government' AS kind, NULL AS function, 'government' AS organ,
         parent_code || '|government' AS parent_key, 0 AS rank FROM region
  UNION ALL
  SELECT region_code, level, name || '人民政府办公室', 'government_office', NULL, 'government_office', region_code || '|government', 1
  FROM region WHERE level <> 'county'
  UNION ALL
  SELECT region_code, level, name || stem || CASE level WHEN 'province' THEN '厅' ELSE '局' END, 'department', function, function,
         region_code || '|government', 2
  FROM region CROSS JOIN field
  UNION ALL
  SELECT region_code, level, '国家税务总局' || name || '税务局', 'vertical', 'tax', 'tax', parent_code || '|tax', 3
  FROM region WHERE level <> 'province'
  UNION ALL
  SELECT region_code, 'township', name || '第' || n || '镇人民政府', 'township', NULL, '第' || n || '镇', region_code || '|government', 4
  FROM region CROSS JOIN range(1, 15) t(n) WHERE level = 'county'
), numbered AS (
  SELECT *, region_code || '|' || organ AS agency_key,
         row_number() OVER (ORDER BY NOT starts_with(region_code, '63'), region_code[:2], rank > 0,
                            level <> 'province', level <> 'prefecture', rank, region_code, organ)::INTEGER AS agency_id
  FROM body
)
SELECT n.agency_id, n.agency, n.kind, n.level, n.region_code, p.agency_id AS parent_agency_id, n.function, n.agency_key, n.parent_key
FROM numbered n LEFT JOIN numbered p ON p.agency_key = n.parent_key
WHERE n.agency_id <= getvariable('agencies')
ORDER BY n.agency_id;

INSERT INTO dim_agency_name BY NAME
SELECT agency_id, agency AS name, agency AS name_key, 2019 AS first_year, 2026 AS last_year, agency AS full_name FROM dim_agency;

INSERT INTO region_population BY NAME
SELECT region_code, year::SMALLINT AS year, 100000 + draw(900000, region_code) AS population, 'invented' AS source
FROM dim_region CROSS JOIN range(2019, 2027) t(year);
