-- One wide row per current report; internal, agency_year shows the one of each agency and year / 每份现行报告一行（宽表）；内部使用，agency_year取每机关每年度一份
-- is_chosen: True for the report that agency_year shows: of several scopes the narrowest / 是否为agency_year所取（范围不同时取最小者）
-- report_count: Current reports of the agency and year; above 1 their scopes differ / 该机关该年度现行报告数；大于1时范围不同
-- denied: Refused, sum of its 8 rows; NULL if one is blank / 不予公开合计（8项之和；任一空白则为空）
-- unavailable: Unable to provide, sum of its 3 rows; NULL if one is blank / 无法提供合计（3项之和；任一空白则为空）
-- not_processed: Not processed, sum of its 5 rows; NULL if one is blank / 不予处理合计（5项之和；任一空白则为空）
-- other_handled: Otherwise handled, the one row where the form has it, else the sum of its 3 rows / 其他处理（单行或3项之和，不重复计）
-- published_on: Date of publication of the first version that has one / 最早有发布日期的版本的发布日期
-- due_on: Last day to publish: 31 March for governments and for years up to 2018, else 31 January, or as a person states / 公布期限：政府及2018年度以前为3月31日，其余为1月31日，或由人工指定
-- days_late: Days from due_on to published_on, below 0 when early; NULL without a date printed in the report / 迟发天数，提前为负；报告未印日期为空
-- sections_found: Official sections with a heading, 0 to 6 / 有标题的法定部分数（0至6）
-- cells_printed: Cells of the forms with a number / 有数值的表格单元格数
-- cells_of_form: Cells that the forms of the report have / 该报告所用表格应有单元格数
-- identities_held: Sums of the form that hold / 成立的表内勾稽关系数
-- identities_assessed: Sums of the form that can be assessed / 可判断的表内勾稽关系数
-- text_mismatches: Figures in the text that name a cell and differ from it / 与表格不符的文字数字个数
-- text_repeated: Share of the text of sections 1 and 5 that stands in last year's report, too / 第一、五部分与上一年度报告重复的文字比例
-- text_repeated_siblings: Share of the text of sections 1 and 5 that stands in a report of a sibling of the year, too / 第一、五部分与同级机关同年度报告重复的文字比例
-- previous_report_id: Report of the same agency for the year before, of the same scope where there are several / 同一机关上一年度的报告（有多份时取同范围者）
-- previous_scope: Scope of the report of the year before / 上一年度报告的统计范围
-- previous_form: Form of the report of the year before / 上一年度报告的表格版本
-- previous_new_received: New requests of the year before / 上一年度新收申请
-- previous_carried_forward: Carried forward by the report of the year before / 上一年度报告的结转下年度
-- previous_normative_documents_in_force: Normative documents in force of the year before / 上一年度现行有效规范性文件
WITH request AS (
  SELECT report_id,
         {request_columns}
  FROM part_request JOIN (VALUES {request_slots}) s(item, applicant, slot) USING (item, applicant) GROUP BY report_id
), proactive AS (
  SELECT report_id, count(value) AS printed,
         {proactive_columns}
  FROM part_proactive JOIN (VALUES {proactive_slots}) s(subject, measure, slot) USING (subject, measure) GROUP BY report_id
), dispute AS (
  SELECT report_id, count(value) AS printed,
         {dispute_columns}
  FROM part_dispute JOIN (VALUES {dispute_slots}) s(procedure, outcome, slot) USING (procedure, outcome) GROUP BY report_id
), printed AS (
  SELECT report_id, count(value) AS printed FROM part_request GROUP BY report_id
  UNION ALL
  SELECT report_id, count(value) FROM part_legacy GROUP BY report_id
), checked AS (
  SELECT report_id,
         CASE WHEN count(*) FILTER (check_code = 'section_present') > 0
              THEN count(*) FILTER (check_code = 'section_present' AND status = 'pass') END AS sections_found,
         sum(expected) FILTER (check_code = 'cells_found')::INTEGER AS cells_of_form,
         count(*) FILTER (family = 'report' AND status = 'pass') AS identities_held,
         count(*) FILTER (family = 'report' AND status <> 'not_assessable') AS identities_assessed,
         count(*) FILTER (family = 'text' AND status = 'fail') AS text_mismatches,
         max(found) FILTER (check_code = 'text_repetition' AND scope = 'last_year') AS text_repeated,
         max(found) FILTER (check_code = 'text_repetition' AND scope = 'siblings') AS text_repeated_siblings
  FROM part_result LEFT JOIN audit."check" USING (check_code)
  WHERE family IN ('report', 'text') OR check_code IN ('section_present', 'cells_found', 'text_repetition')
  GROUP BY report_id
), first_version AS (
  -- A version without a printed date may have been the first: then a later date proves nothing.
  SELECT agency_id, year, version_scope, min(published_on) AS published_on, arg_min(published_basis, published_on) AS published_basis,
         bool_and(published_basis IS NOT DISTINCT FROM 'dateline') AS all_dated
  FROM part_report GROUP BY ALL
), current_report AS (
  SELECT *, count(*) OVER (PARTITION BY agency_id, year) AS report_count,
         row_number() OVER (
           PARTITION BY agency_id, year
           ORDER BY list_position(['own', 'own_and_subordinates', 'government_and_departments', 'whole_region',
                                   'whole_system'], scope) NULLS LAST, report_id) = 1 AS is_chosen
  FROM part_report WHERE is_current
), wide AS (
  SELECT c.report_id, c.agency_id, a.agency, a.kind, a.level, a.function, a.region_code, g.region, a.parent_agency_id,
         c.year, c.form, c.requests_form, c.scope, c.scope_basis, c.quality, c.is_chosen, c.report_count,
         q.* EXCLUDE (report_id),
         {denied} AS denied, {unavailable} AS unavailable, {not_processed} AS not_processed,
         coalesce(other_processing, {other_three}) AS other_handled,
         p.* EXCLUDE (report_id, printed), d.* EXCLUDE (report_id, printed),
         v.published_on, v.published_basis, e.due_on,
         CASE WHEN v.published_basis = 'dateline' AND (v.all_dated OR v.published_on <= e.due_on)
              THEN v.published_on - e.due_on END AS days_late,
         k.sections_found, (coalesce(n.printed, 0) + coalesce(p.printed, 0) + coalesce(d.printed, 0))::INTEGER AS cells_printed,
         k.cells_of_form, k.identities_held, k.identities_assessed, k.text_mismatches,
         k.text_repeated::DOUBLE AS text_repeated, k.text_repeated_siblings::DOUBLE AS text_repeated_siblings
  FROM current_report c
  JOIN dim_agency a ON a.agency_id = c.agency_id
  LEFT JOIN dim_region g ON g.region_code = a.region_code
  LEFT JOIN request q ON q.report_id = c.report_id
  LEFT JOIN proactive p ON p.report_id = c.report_id
  LEFT JOIN dispute d ON d.report_id = c.report_id
  LEFT JOIN printed n ON n.report_id = c.report_id
  LEFT JOIN checked k ON k.report_id = c.report_id
  LEFT JOIN first_version v ON v.agency_id = c.agency_id AND v.year = c.year AND v.version_scope = c.version_scope
  LEFT JOIN expected_report e ON e.agency_id = c.agency_id AND e.year = c.year
), before AS (
  SELECT w.report_id, arg_min(p.report_id, (p.scope <> w.scope, NOT p.is_chosen, p.report_id)) AS previous_report_id
  FROM wide w JOIN wide p ON p.agency_id = w.agency_id AND p.year = w.year - 1
  GROUP BY w.report_id
)
SELECT w.*, p.report_id AS previous_report_id, p.scope AS previous_scope, p.form AS previous_form,
       p.new_received AS previous_new_received, p.carried_forward AS previous_carried_forward,
       p.normative_documents_in_force AS previous_normative_documents_in_force
FROM wide w
LEFT JOIN before b ON b.report_id = w.report_id
LEFT JOIN wide p ON p.report_id = b.previous_report_id
ORDER BY w.agency_id, w.year, w.report_id
