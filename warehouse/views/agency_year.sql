-- One wide row per agency and year; NULL where the cell is blank or not on the form / 每机关每年度一行（宽表）；空白或表中无此项为空
-- report_count: Current reports of the agency and year; above 1 their scopes differ and the narrowest is shown / 该机关该年度现行报告数；大于1时范围不同，此处取范围最小者
-- denied: Refused, sum of its 8 rows; NULL if one is blank / 不予公开合计（8项之和；任一空白则为空）
-- unavailable: Unable to provide, sum of its 3 rows; NULL if one is blank / 无法提供合计（3项之和；任一空白则为空）
-- not_processed: Not processed, sum of its 5 rows; NULL if one is blank / 不予处理合计（5项之和；任一空白则为空）
-- other_handled: Otherwise handled, the one row where the form has it, else the sum of its 3 rows / 其他处理（单行或3项之和，不重复计）
-- Counts of table 3 are the column total. Narrowest scope first, so that adding agencies up overlaps least.
WITH chosen AS (
  SELECT *, count(*) OVER (PARTITION BY agency_id, year) AS report_count
  FROM dim_report
  WHERE is_current
  QUALIFY row_number() OVER (
    PARTITION BY agency_id, year
    ORDER BY list_position(['own', 'own_and_subordinates', 'government_and_departments', 'whole_region',
                            'whole_system'], scope) NULLS LAST, report_id) = 1
), request AS (
  SELECT report_id,
         max(value) FILTER (item = 'new_received') AS new_received,
         max(value) FILTER (item = 'carried_over') AS carried_over,
         max(value) FILTER (item = 'granted') AS granted,
         max(value) FILTER (item = 'partially_granted') AS partially_granted,
         max(value) FILTER (item = 'denied_state_secret') AS denied_state_secret,
         max(value) FILTER (item = 'denied_prohibited_by_law') AS denied_prohibited_by_law,
         max(value) FILTER (item = 'denied_three_securities_one_stability') AS denied_three_securities_one_stability,
         max(value) FILTER (item = 'denied_third_party_rights') AS denied_third_party_rights,
         max(value) FILTER (item = 'denied_internal_affairs') AS denied_internal_affairs,
         max(value) FILTER (item = 'denied_deliberative_process') AS denied_deliberative_process,
         max(value) FILTER (item = 'denied_enforcement_case_file') AS denied_enforcement_case_file,
         max(value) FILTER (item = 'denied_administrative_query') AS denied_administrative_query,
         max(value) FILTER (item = 'unavailable_not_held') AS unavailable_not_held,
         max(value) FILTER (item = 'unavailable_needs_creation') AS unavailable_needs_creation,
         max(value) FILTER (item = 'unavailable_still_unclear') AS unavailable_still_unclear,
         max(value) FILTER (item = 'not_processed_petition') AS not_processed_petition,
         max(value) FILTER (item = 'not_processed_duplicate') AS not_processed_duplicate,
         max(value) FILTER (item = 'not_processed_publication') AS not_processed_publication,
         max(value) FILTER (item = 'not_processed_excessive') AS not_processed_excessive,
         max(value) FILTER (item = 'not_processed_reconfirmation') AS not_processed_reconfirmation,
         max(value) FILTER (item = 'other_processing') AS other_processing,
         max(value) FILTER (item = 'other_not_corrected_in_time') AS other_not_corrected_in_time,
         max(value) FILTER (item = 'other_fee_not_paid_in_time') AS other_fee_not_paid_in_time,
         max(value) FILTER (item = 'other_other') AS other_other,
         max(value) FILTER (item = 'handled_total') AS handled_total,
         max(value) FILTER (item = 'carried_forward') AS carried_forward
  FROM fact_request WHERE applicant = 'total' GROUP BY report_id
), proactive AS (
  SELECT report_id,
         max(value) FILTER (subject = 'rules' AND measure = 'issued') AS rules_issued,
         max(value) FILTER (subject = 'rules' AND measure = 'repealed') AS rules_repealed,
         max(value) FILTER (subject = 'rules' AND measure = 'in_force') AS rules_in_force,
         max(value) FILTER (subject = 'rules' AND measure = 'newly_made') AS rules_newly_made,
         max(value) FILTER (subject = 'rules' AND measure = 'newly_published') AS rules_newly_published,
         max(value) FILTER (subject = 'rules' AND measure = 'total_published') AS rules_total_published,
         max(value) FILTER (subject = 'normative_documents' AND measure = 'issued') AS normative_documents_issued,
         max(value) FILTER (subject = 'normative_documents' AND measure = 'repealed') AS normative_documents_repealed,
         max(value) FILTER (subject = 'normative_documents' AND measure = 'in_force') AS normative_documents_in_force,
         max(value) FILTER (subject = 'normative_documents' AND measure = 'newly_made') AS normative_documents_newly_made,
         max(value) FILTER (subject = 'normative_documents' AND measure = 'newly_published') AS normative_documents_newly_published,
         max(value) FILTER (subject = 'normative_documents' AND measure = 'total_published') AS normative_documents_total_published,
         max(value) FILTER (subject = 'licensing' AND measure = 'decisions') AS licensing_decisions,
         max(value) FILTER (subject = 'licensing' AND measure = 'items_previous_year') AS licensing_items_previous_year,
         max(value) FILTER (subject = 'licensing' AND measure = 'items_change') AS licensing_items_change,
         max(value) FILTER (subject = 'other_external_services' AND measure = 'decisions') AS other_external_services_decisions,
         max(value) FILTER (subject = 'other_external_services' AND measure = 'items_previous_year') AS other_external_services_items_previous_year,
         max(value) FILTER (subject = 'other_external_services' AND measure = 'items_change') AS other_external_services_items_change,
         max(value) FILTER (subject = 'penalties' AND measure = 'decisions') AS penalties_decisions,
         max(value) FILTER (subject = 'penalties' AND measure = 'items_previous_year') AS penalties_items_previous_year,
         max(value) FILTER (subject = 'penalties' AND measure = 'items_change') AS penalties_items_change,
         max(value) FILTER (subject = 'coercive_measures' AND measure = 'decisions') AS coercive_measures_decisions,
         max(value) FILTER (subject = 'coercive_measures' AND measure = 'items_previous_year') AS coercive_measures_items_previous_year,
         max(value) FILTER (subject = 'coercive_measures' AND measure = 'items_change') AS coercive_measures_items_change,
         max(value) FILTER (subject = 'fees' AND measure = 'fee_amount') AS fees_fee_amount,
         max(value) FILTER (subject = 'fees' AND measure = 'items_previous_year') AS fees_items_previous_year,
         max(value) FILTER (subject = 'fees' AND measure = 'items_change') AS fees_items_change,
         max(value) FILTER (subject = 'government_procurement' AND measure = 'procurement_items') AS government_procurement_procurement_items,
         max(value) FILTER (subject = 'government_procurement' AND measure = 'procurement_amount') AS government_procurement_procurement_amount
  FROM fact_proactive GROUP BY report_id
), dispute AS (
  SELECT report_id,
         max(value) FILTER (procedure = 'reconsideration' AND outcome = 'upheld') AS reconsideration_upheld,
         max(value) FILTER (procedure = 'reconsideration' AND outcome = 'corrected') AS reconsideration_corrected,
         max(value) FILTER (procedure = 'reconsideration' AND outcome = 'other') AS reconsideration_other,
         max(value) FILTER (procedure = 'reconsideration' AND outcome = 'pending') AS reconsideration_pending,
         max(value) FILTER (procedure = 'reconsideration' AND outcome = 'total') AS reconsideration_total,
         max(value) FILTER (procedure = 'litigation_direct' AND outcome = 'upheld') AS litigation_direct_upheld,
         max(value) FILTER (procedure = 'litigation_direct' AND outcome = 'corrected') AS litigation_direct_corrected,
         max(value) FILTER (procedure = 'litigation_direct' AND outcome = 'other') AS litigation_direct_other,
         max(value) FILTER (procedure = 'litigation_direct' AND outcome = 'pending') AS litigation_direct_pending,
         max(value) FILTER (procedure = 'litigation_direct' AND outcome = 'total') AS litigation_direct_total,
         max(value) FILTER (procedure = 'litigation_after_reconsideration' AND outcome = 'upheld') AS litigation_after_reconsideration_upheld,
         max(value) FILTER (procedure = 'litigation_after_reconsideration' AND outcome = 'corrected') AS litigation_after_reconsideration_corrected,
         max(value) FILTER (procedure = 'litigation_after_reconsideration' AND outcome = 'other') AS litigation_after_reconsideration_other,
         max(value) FILTER (procedure = 'litigation_after_reconsideration' AND outcome = 'pending') AS litigation_after_reconsideration_pending,
         max(value) FILTER (procedure = 'litigation_after_reconsideration' AND outcome = 'total') AS litigation_after_reconsideration_total
  FROM fact_dispute GROUP BY report_id
)
SELECT c.report_id, a.agency_id, a.agency, c.year, c.form, c.requests_form, c.scope, c.quality, c.report_count,
       q.* EXCLUDE (report_id),
       denied_state_secret + denied_prohibited_by_law + denied_three_securities_one_stability +
         denied_third_party_rights + denied_internal_affairs + denied_deliberative_process +
         denied_enforcement_case_file + denied_administrative_query AS denied,
       unavailable_not_held + unavailable_needs_creation + unavailable_still_unclear AS unavailable,
       not_processed_petition + not_processed_duplicate + not_processed_publication + not_processed_excessive
         + not_processed_reconfirmation AS not_processed,
       coalesce(other_processing, other_not_corrected_in_time + other_fee_not_paid_in_time + other_other) AS other_handled,
       p.* EXCLUDE (report_id), d.* EXCLUDE (report_id)
FROM chosen c
JOIN dim_agency a ON a.agency_id = c.agency_id
LEFT JOIN request q ON q.report_id = c.report_id
LEFT JOIN proactive p ON p.report_id = c.report_id
LEFT JOIN dispute d ON d.report_id = c.report_id
