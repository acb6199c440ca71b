-- START HERE: every table, view, column and macro of this file with its comments; one row each / 从这里开始：本文件全部表、视图、字段与宏及其注释，一行一项
-- object: Table, view or macro, with its schema unless that is main / 表、视图或宏；模式非main时带前缀
-- kind: table, view or macro / 表（table）、视图（view）或宏（macro）
-- layer: For whom it is: start (begin here), analysts, audit (for whoever checks), internal (for ogi itself) / 适用对象：start入门、analysts分析、audit核查、internal内部
-- ordinal: Place of the column, counted from 1; 0 for the row of the object itself / 字段序号（从1起）；0为对象本身
-- column_name: Column, or the parameters of a macro; NULL for the row of the object itself / 字段名；对象本身为空，宏为其参数
-- type: SQL type of the column / 字段的SQL类型
-- is_required: True where the column is never NULL / 字段是否不为空
-- english: Comment in English / 英文注释
-- chinese: Comment in Chinese / 中文注释
-- The order below is the order in which a newcomer meets the objects; whatever is not named is placed by its schema,
-- or is internal where its comment says so.
WITH guide (object, layer, place) AS (
  VALUES ('read_me', 'start', 1), ('data_dictionary', 'start', 2), ('release', 'start', 3), ('region_year', 'start', 4),
         ('agency_year', 'start', 5), ('metrics', 'start', 6), ('region_metrics', 'start', 7), ('coverage', 'start', 8),
         ('requests', 'start', 9), ('proactive', 'start', 10), ('disputes', 'start', 11), ('narrative', 'start', 12),
         ('dim_report', 'start', 13), ('dim_agency', 'start', 14),
         ('schema_version', 'internal', 1)
), described AS (
  SELECT database_name, schema_name, table_name AS name, 'table' AS kind, 0 AS ordinal, NULL AS column_name,
         NULL AS type, NULL AS is_required, comment
  FROM duckdb_tables() WHERE NOT internal AND NOT temporary
  UNION ALL
  SELECT database_name, schema_name, view_name, 'view', 0, NULL, NULL, NULL, comment
  FROM duckdb_views() WHERE NOT internal AND NOT temporary
  UNION ALL
  SELECT DISTINCT database_name, schema_name, function_name, 'macro', 0, '(' || array_to_string(parameters, ', ') || ')',
         NULL, NULL, comment
  FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro')
  UNION ALL
  SELECT c.database_name, c.schema_name, c.table_name, CASE WHEN v.view_name IS NULL THEN 'table' ELSE 'view' END,
         c.column_index::INTEGER, c.column_name, c.data_type, NOT c.is_nullable, c.comment
  FROM duckdb_columns() c
  LEFT JOIN duckdb_views() v
    ON v.database_name = c.database_name AND v.schema_name = c.schema_name AND v.view_name = c.table_name
  WHERE NOT c.internal
), named AS (
  SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || name AS object, *
  FROM described
  -- attached under any name, and beside other databases, it still tells of its own
  WHERE database_name IN (SELECT database_name FROM duckdb_tables() WHERE table_name = 'dim_report')
)
SELECT n.object, n.kind,
       coalesce(g.layer, CASE WHEN bool_or(n.ordinal = 0 AND n.comment ILIKE '%internal%') OVER (PARTITION BY n.object)
                              THEN 'internal' WHEN n.schema_name = 'audit' THEN 'audit' ELSE 'analysts' END) AS layer,
       n.ordinal, n.column_name, n.type, n.is_required,
       regexp_extract(n.comment, '^(.*) / (.*)$', 1, 's') AS english,
       regexp_extract(n.comment, '^(.*) / (.*)$', 2, 's') AS chinese
FROM named n
LEFT JOIN guide g USING (object)
ORDER BY list_position(['start', 'analysts', 'audit', 'internal'], layer), g.place, n.kind = 'macro', n.object, n.ordinal
