-- START HERE: what this file is in one row: its version, when and from what it was made, how much is in it, how to cite it / 从这里开始：本文件的版本、生成时间、来源、规模与引用方式，共一行
-- version: Version of ogi that published the file / 发布本文件的ogi版本
-- run_id: Run that published it / 发布它的运行编号
-- built_at: When it was published (UTC) / 发布时间（UTC）
-- schema_version: Version of the shape of its tables / 表结构版本号
-- first_year: Earliest reporting year / 最早报告年度
-- last_year: Latest reporting year / 最晚报告年度
-- forms: Forms of the tables that are in it / 所含表格版本
-- agencies: Agencies with a report / 有报告的机关数
-- reports: Reports, all versions / 报告数（含全部版本）
-- current_reports: Current reports, which the views show / 现行报告数（视图所示）
-- needs_review: Current reports that a person has to look at / 待人工核对的现行报告数
-- row_counts: Rows by table / 各表行数
-- inputs_hash: MD5 over the hashes of all contents read: equal for equal inputs / 全部输入内容哈希的MD5；输入相同则相等
-- readings_hash: MD5 over the inputs and the checksums of code, forms and settings that read them / 输入与读取所用代码、表格、设置校验和的MD5
-- licence: What may be done with it / 使用许可
-- citation: How to cite it / 引用方式
WITH last_run AS (
  SELECT run_id, version, ended_at FROM audit.run ORDER BY ended_at DESC NULLS LAST, run_id DESC LIMIT 1
), content AS (
  SELECT md5(string_agg(sha256, ' ' ORDER BY sha256)) AS inputs_hash,
         md5(string_agg(sha256 || ' ' || ingredients, ' ' ORDER BY sha256)) AS readings_hash
  FROM audit.content
), report AS (
  SELECT min(year) AS first_year, max(year) AS last_year, list_sort(list(DISTINCT form)) AS forms,
         count(DISTINCT agency_id) AS agencies, count(*) AS reports, count(*) FILTER (is_current) AS current_reports,
         count(*) FILTER (is_current AND quality = 'needs_review') AS needs_review
  FROM dim_report
)
SELECT l.version, l.run_id, l.ended_at AS built_at, (SELECT max(version) FROM schema_version) AS schema_version,
       r.first_year, r.last_year, r.forms, r.agencies, r.reports, r.current_reports, r.needs_review,
       MAP {'dim_report': r.reports, 'dim_agency': (SELECT count(*) FROM dim_agency),
            'fact_request': (SELECT count(*) FROM fact_request), 'fact_proactive': (SELECT count(*) FROM fact_proactive),
            'fact_dispute': (SELECT count(*) FROM fact_dispute), 'fact_narrative': (SELECT count(*) FROM fact_narrative),
            'fact_legacy': (SELECT count(*) FROM fact_legacy), 'report_section': (SELECT count(*) FROM report_section),
            'audit.cell': (SELECT count(*) FROM audit.cell), 'audit.problem': (SELECT count(*) FROM audit.problem)
       } AS row_counts,
       c.inputs_hash, c.readings_hash,
       'Database and software: MIT. The reports are public documents of the authorities that published them' AS licence,
       format('Chinese open-government-information annual reports {}-{}, read by ogi {}, run {}, published {}, inputs {}',
              coalesce(r.first_year::VARCHAR, ''), coalesce(r.last_year::VARCHAR, ''), l.version, l.run_id,
              strftime(l.ended_at, '%Y-%m-%d'), c.inputs_hash[1:12]) AS citation
FROM report r CROSS JOIN content c LEFT JOIN last_run l ON true
