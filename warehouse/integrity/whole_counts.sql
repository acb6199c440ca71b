-- a count that is not a whole number, or an amount with more than four decimals
SELECT report_no, item || '/' || applicant AS place, value FROM frame_fact_request
WHERE value::VARCHAR::DECIMAL(38,12) <> value::VARCHAR::DECIMAL(38,12)::BIGINT
UNION ALL
SELECT report_no, procedure || '/' || outcome, value FROM frame_fact_dispute
WHERE value::VARCHAR::DECIMAL(38,12) <> value::VARCHAR::DECIMAL(38,12)::BIGINT
UNION ALL
SELECT report_no, subject || '/' || measure, value FROM frame_fact_proactive
WHERE value::VARCHAR::DECIMAL(38,12) <> value::VARCHAR::DECIMAL(18,4)
