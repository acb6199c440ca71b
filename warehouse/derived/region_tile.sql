-- One row is a body in the total of a government and year: reports that do not overlap, and those that are missing / 一行是某政府某年度合计中的一个机关：互不重复的报告及缺报者
-- root_agency_id: Government whose total it is; NULL when no report of it is here / 合计所属政府；库中无其报告时为空
-- region_code: Region of that government / 该政府所在地区
-- agency_id: Body in the total; NULL for a government that never published / 合计所含机关；从未发布的政府为空
-- depth: Steps from that government down to the body, 0 for itself / 距该政府的层数，自身为0
-- report_id: Report that is counted; NULL: missing / 计入的报告；为空即缺报
-- scope: Scope of the report, missing where there is none; unknown ones are counted as own / 报告的统计范围，缺报为missing；未知者按本机关计
SELECT r.agency_id AS root_agency_id, r.region_code, c.year::SMALLINT AS year, c.agency_id, c.kind, c.depth::TINYINT AS depth,
       c.report_id, c.scope, c.scope_basis
FROM derived_climb c JOIN derived_body r ON r.node = c.root
WHERE c.counts
ORDER BY r.region_code, c.year, c.depth, c.agency_id
