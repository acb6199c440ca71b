-- a count that is not a whole number, or an amount with more than six decimals
SELECT report_no, row_code, value FROM (
  SELECT report_no, item AS row_code, value, false AS is_amount FROM frame_fact_request
  UNION ALL SELECT report_no, procedure, value, false FROM frame_fact_dispute
  UNION ALL SELECT report_no, subject, value, true FROM frame_fact_proactive
  UNION ALL SELECT report_no, indicator, value, unit = '万元' FROM frame_fact_legacy
)
-- digits alone are whole; only what has more in it is worth a number of 38 digits
WHERE CASE WHEN regexp_full_match(value, '[0-9]{1,11}') THEN false
           WHEN is_amount THEN value::DECIMAL(38,12) <> value::DECIMAL(18,6)
           ELSE value::DECIMAL(38,12) <> value::DECIMAL(38,12)::BIGINT END
