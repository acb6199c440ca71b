-- Official labels of rows and columns by table and code.
SELECT 'requests', code, label_zh, label_en FROM dim_request_item UNION ALL
SELECT 'requests', code, label_zh, label_en FROM dim_applicant UNION ALL
SELECT 'proactive', code, label_zh, label_en FROM dim_disclosure_subject UNION ALL
SELECT 'proactive', code, label_zh, label_en FROM dim_disclosure_measure UNION ALL
SELECT 'disputes', code, label_zh, label_en FROM dim_dispute_procedure UNION ALL
SELECT 'disputes', code, label_zh, label_en FROM dim_dispute_outcome UNION ALL
SELECT 'legacy', code, label_zh, label_en FROM dim_legacy_indicator UNION ALL
SELECT 'legacy', 'value', '统计数', 'Figure'
