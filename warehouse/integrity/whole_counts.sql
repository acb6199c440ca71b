-- a count that is not a whole number, or an amount with more than six decimals
SELECT report_no, row_code, value FROM (
  SELECT report_no, item AS row_code, value, 0 AS decimals FROM frame_fact_request
  UNION ALL SELECT report_no, procedure, value, 0 FROM frame_fact_dispute
  UNION ALL SELECT report_no, subject, value, 4 FROM frame_fact_proactive
)
WHERE CASE decimals WHEN 0 THEN value::DECIMAL(38,12) <> value::DECIMAL(38,12)::BIGINT
                    ELSE value::DECIMAL(38,12) <> value::DECIMAL(18,6) END
