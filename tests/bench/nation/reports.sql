-- Reports of eight years, four in a hundred missing, one in a hundred published twice; numbered as they came: by year.
CREATE TEMP TABLE made AS
WITH asked AS (
  SELECT a.agency_id, a.agency, a.kind, a.level, y.year::INTEGER AS year, unnest(CASE draw(100, 'again' || a.agency_id || y.year) WHEN 0 THEN [1, 2] ELSE [1] END) AS version
  FROM dim_agency a CROSS JOIN range(2019, 2027) y(year)
  WHERE draw(100, a.agency_id || ':' || y.year) >= 4
)
SELECT row_number() OVER (ORDER BY year, version, agency_id)::INTEGER AS report_id, *,
       CASE WHEN year < 2021 THEN '2019' ELSE '2021' END AS form,
       CASE WHEN kind <> 'government' THEN CASE draw(20, agency_id + year) WHEN 0 THEN 'own_and_subordinates' ELSE 'own' END
            ELSE ['whole_region', 'whole_region', 'government_and_departments', 'government_and_departments', 'own', 'unknown'][1 + draw(6, agency_id)] END AS scope,
       CASE WHEN kind = 'government' THEN CASE level WHEN 'province' THEN 6000 WHEN 'prefecture' THEN 900 ELSE 130 END
            WHEN kind = 'township' THEN 4 ELSE CASE level WHEN 'province' THEN 300 WHEN 'prefecture' THEN 70 ELSE 25 END END AS size,
       draw(10, 'blank' || agency_id) = 0 AS leaves_blank
FROM asked
QUALIFY report_id <= getvariable('reports');

INSERT INTO dim_report BY NAME
SELECT m.report_id, m.agency_id, m.agency AS agency_as_printed, m.year, m.form, m.form AS requests_form,
       m.agency || m.year || '年政府信息公开工作年度报告' AS title,
       make_date(m.year + 1, CASE WHEN m.version = 2 THEN 5 WHEN m.kind = 'government' THEN 3 ELSE 1 END, 4 + draw(26, m.report_id))
         + CASE draw(50, 'late' || m.report_id) WHEN 0 THEN 40 ELSE 0 END AS published_on,
       'dateline' AS published_basis, 'pdf' AS media, 5 AS pages, sha256(m.report_id::VARCHAR) AS sha256,
       m.year || '/' || m.agency || m.year || '年政府信息公开工作年度报告.pdf' AS source_path, 0 AS ordinal_in_file,
       CASE WHEN draw(100, 'q' || m.report_id) < 90 THEN 'verified' WHEN draw(100, 'q' || m.report_id) < 96 THEN 'as_printed' ELSE 'needs_review' END AS quality,
       n.report_id IS NULL AS is_current, n.report_id AS superseded_by, m.scope,
       CASE WHEN m.scope <> 'unknown' THEN 'stated' END AS scope_basis, m.scope AS scope_read, m.scope AS version_scope,
       md5(m.report_id::VARCHAR) AS figures_hash, 'nation' AS run_id, TIMESTAMP '2026-11-01' AS loaded_at
FROM made m
LEFT JOIN made n ON n.agency_id = m.agency_id AND n.year = m.year AND n.version = m.version + 1
ORDER BY m.report_id;

INSERT INTO audit.content BY NAME
SELECT sha256, source_path AS path, '/reports' AS folder, 'loaded' AS status, 'i' AS ingredients, run_id, loaded_at AS read_at FROM dim_report;

-- one file in fifty could not be read; some of them are of reports that are missing
INSERT INTO audit.content BY NAME
SELECT sha256('r' || agency_id || ':' || y.year) AS sha256, y.year || '/' || agency || y.year || '年政府信息公开工作年度报告.pdf' AS path,
       '/reports' AS folder, 'rejected' AS status, 'encrypted' AS reason, 'i' AS ingredients, 'nation' AS run_id,
       TIMESTAMP '2026-11-01' AS read_at
FROM dim_agency CROSS JOIN range(2019, 2027) y(year)
WHERE draw(50, 'rejected' || agency_id || y.year) = 0;

INSERT INTO audit.source_file BY NAME
SELECT run_id, source_path AS path, sha256, 300000 AS bytes, 'pdf' AS kind, 'loaded' AS status, 0.1 AS seconds, 1 AS report_count, 'i' AS ingredients FROM dim_report;

INSERT INTO audit.report_scope BY NAME
SELECT report_id, 'requests' AS table_name, scope, 'stated' AS basis, '本报告所列数据包括' || agency || '及所属单位' AS evidence, '一' AS section,
       1 AS page, 'high' AS confidence
FROM made WHERE scope <> 'unknown';

INSERT INTO audit.correction BY NAME
SELECT report_id, sha256(report_id::VARCHAR)[:16] AS document, 'requests' AS table_name, 'new_received' AS row_code,
       'natural_person' AS column_code, report_id::BIGINT * 10000 AS cell_id, '1' AS seen, '10' AS should_be, 1 AS value_printed,
       10 AS value_used, 'misread' AS reason, 'x' AS made_by, DATE '2026-01-01' AS made_on, 'r.yml:1' AS source, 'applied' AS status,
       'nation' AS run_id
FROM made WHERE draw(5000, 'c' || report_id) = 0;
