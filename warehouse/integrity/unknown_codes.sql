-- a fact whose code is in no code table
SELECT 'fact_request' AS fact, report_no, item AS row_code, applicant AS column_code FROM frame_fact_request
WHERE item NOT IN (SELECT code FROM dim_request_item) OR applicant NOT IN (SELECT code FROM dim_applicant)
UNION ALL
SELECT 'fact_proactive', report_no, subject, measure FROM frame_fact_proactive
WHERE subject NOT IN (SELECT code FROM dim_disclosure_subject) OR measure NOT IN (SELECT code FROM dim_disclosure_measure)
UNION ALL
SELECT 'fact_dispute', report_no, procedure, outcome FROM frame_fact_dispute
WHERE procedure NOT IN (SELECT code FROM dim_dispute_procedure) OR outcome NOT IN (SELECT code FROM dim_dispute_outcome)
UNION ALL
SELECT 'fact_legacy', report_no, indicator, 'value' FROM frame_fact_legacy
WHERE indicator NOT IN (SELECT code FROM dim_legacy_indicator)
