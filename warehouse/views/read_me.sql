-- START HERE: what this file is, where to begin and what to be careful about / 从这里开始：本文件是什么、从何入手、须注意什么
-- step: Order of reading / 阅读顺序
-- topic: What the step is about / 主题
-- english: The step in English / 英文说明
-- chinese: The step in Chinese / 中文说明
-- try: A query to try / 可试的查询
SELECT * FROM (VALUES
  (1, 'what',
   'Annual reports on open government information of Chinese public bodies (Regulations on Open Government Information, Art. 49 and 50) as tidy facts. A number is the number printed, or it is openly marked otherwise, and leads back to its page.',
   '中国各级行政机关政府信息公开工作年度报告（《政府信息公开条例》第四十九、五十条）的结构化数据。数值即报告所印数值，否则均有明确标记，并可追溯到原文页面。',
   'FROM release'),
  (2, 'words',
   'Every table and column has a comment in English and Chinese; DESCRIBE does not show them, data_dictionary does.',
   '每个表和字段均有中英文注释；DESCRIBE不显示，请查data_dictionary。',
   'FROM data_dictionary WHERE object = ''agency_year'''),
  (3, 'bodies',
   'agency_year is one wide row per agency and year: begin there. requests, proactive, disputes and narrative have one row per figure.',
   'agency_year每机关每年度一行，从这里入手；requests、proactive、disputes、narrative每个数值一行。',
   'SELECT agency, year, new_received, handled_total, quality FROM agency_year ORDER BY agency, year'),
  (4, 'regions',
   'Do not add agencies up yourself: a report may cover one office or the whole region. region_year counts nothing twice and says what is missing.',
   '请勿自行加总各机关：报告可能只含本机关，也可能涵盖全地区。region_year不重复计算，并说明缺了什么。',
   'FROM region_year WHERE item = ''new_received'''),
  (5, 'rates',
   'metrics gives every rate with numerator, denominator and status; use only rows with status ok, and look at the denominator before you rank.',
   'metrics列出各比率及其分子、分母与状态；仅用status为ok者，排名前先看分母。',
   'SELECT agency, year, value, numerator, denominator FROM metrics WHERE metric = ''disclosure_rate'' AND status = ''ok'''),
  (6, 'status',
   'printed: as printed. blank: the cell is empty, value NULL, never 0. not_applicable: "/" or the like. derived: lost, but the sums of the form leave one number. corrected: declared by a person.',
   'printed照录；blank空白（数值为空，绝非0）；not_applicable为“/”等；derived原值缺失、由勾稽关系唯一推得；corrected人工更正。',
   'SELECT status, count(*) FROM requests GROUP BY status'),
  (7, 'quality',
   'verified: every cell found, every sum holds. as_printed: the publication contradicts itself, and two readings agree. needs_review: not settled, use with care.',
   'verified：单元格齐全且勾稽全部成立；as_printed：原文自相矛盾，两次独立读取一致；needs_review：尚待核对，慎用。',
   'SELECT quality, count(*) FROM dim_report WHERE is_current GROUP BY quality'),
  (8, 'years',
   'The forms of 2019 and 2021 differ; a change of form or scope is no change of the work. A missing year is missing, not zero: see coverage.',
   '2019年与2021年表格不同；表格或统计范围变化不等于工作变化。缺报年度是缺失，不是零：见coverage。',
   'FROM coverage WHERE status = ''missing'''),
  (9, 'source',
   'report_id leads to dim_report (file, hash, date), cell_id to audit.cell (page and box); audit.problem and audit.check_result say what is doubtful.',
   'report_id指向dim_report（文件、哈希、日期），cell_id指向audit.cell（页码与位置）；疑点见audit.problem与audit.check_result。',
   'SELECT r.agency, r.year, r.printed, c.page, d.source_path FROM requests r JOIN audit.cell c USING (cell_id) JOIN dim_report d ON d.report_id = r.report_id LIMIT 5'),
  (10, 'cite',
   'Name the file by version, run and inputs: release has a citation ready.',
   '引用请注明版本、运行编号与输入哈希：release中有现成引文。',
   'SELECT citation FROM release')
) AS steps (step, topic, english, chinese, try)
