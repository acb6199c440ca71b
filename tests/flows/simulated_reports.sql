-- $first .. $last: years; $regions: regions of one province, the province first; $functions: departments of each.
-- Agencies: a government for every region, and its departments.
INSERT INTO dim_agency BY NAME
WITH place AS (
  SELECT r.region_code, r.region, r.level, p.region AS parent, g.region AS grandparent, r.parent_code,
         row_number() OVER (ORDER BY r.region_code) AS place_no
  FROM dim_region r LEFT JOIN dim_region p ON p.region_code = r.parent_code
  LEFT JOIN dim_region g ON g.region_code = p.parent_code
  WHERE r.region_code IN (SELECT unnest($regions::VARCHAR[]))
), named AS (
  SELECT *, coalesce(grandparent, '') || coalesce(parent, '') || region AS full_name FROM place
), office AS (
  SELECT 0 AS office_no, 'government' AS kind, '人民政府' AS organ, NULL AS function
  UNION ALL SELECT * FROM (VALUES (1, 'department', '财政局', 'finance'), (2, 'department', '教育局', 'education'),
    (3, 'department', '自然资源和规划局', 'naturalres'), (4, 'department', '民政局', 'civilaffairs'),
    (5, 'department', '住房和城乡建设局', 'housing'), (6, 'department', '卫生健康委员会', 'health'),
    (7, 'vertical', '税务局', 'tax'), (8, 'department', '水务局', 'wateraffairs')) v
), numbered AS (
  SELECT n.*, o.*, n.place_no * 10 + o.office_no AS agency_id FROM named n CROSS JOIN office o
)
SELECT agency_id, full_name || organ AS agency, kind, level, region_code, function,
       CASE WHEN office_no > 0 AND kind <> 'vertical' THEN place_no * 10 WHEN office_no = 0 THEN
         (SELECT p.place_no * 10 FROM place p WHERE p.region_code = numbered.parent_code) END AS parent_agency_id,
       region_code || '|' || CASE WHEN kind = 'government' THEN kind ELSE organ END AS agency_key,
       CASE WHEN office_no = 0 THEN parent_code || '|government' WHEN kind <> 'vertical' THEN region_code || '|government' END AS parent_key
FROM numbered;

INSERT INTO dim_agency_name BY NAME
SELECT agency_id, agency AS name, agency AS name_key, $first AS first_year, $last AS last_year, agency AS full_name
FROM dim_agency;

-- One in twenty-five reports was never published; who has no name in the gazetteer is no part of this.
INSERT INTO dim_report BY NAME
WITH wanted AS (
  SELECT a.*, y.year, row_number() OVER (ORDER BY a.agency_id, y.year) AS report_id,
         (hash(a.agency_id, y.year) % 10000)::INTEGER AS luck, (hash(a.agency_id) % 100)::INTEGER AS habit
  FROM dim_agency a CROSS JOIN (SELECT unnest(range($first, $last + 1))::SMALLINT AS year) y
)
SELECT report_id, agency_id, agency AS agency_as_printed, year, CASE WHEN year < 2021 THEN '2019' ELSE '2021' END AS form,
       CASE WHEN year < 2021 THEN '2019' ELSE '2021' END AS requests_form, year || '年政府信息公开工作年度报告' AS title,
       CASE WHEN luck % 7 > 0 THEN make_date(year + 1, 1, 8) + (luck % 31)::INTEGER END AS published_on,
       CASE WHEN luck % 7 > 0 THEN 'dateline' END AS published_basis, CASE WHEN luck % 3 = 0 THEN 'html' ELSE 'pdf' END AS media,
       CASE WHEN luck % 3 > 0 THEN 5 END AS pages, md5(report_id::VARCHAR) || md5('x' || report_id) AS sha256,
       region_code || '/' || agency || year || '年政府信息公开工作年度报告.pdf' AS source_path, 0 AS ordinal_in_file,
       CASE WHEN luck % 100 < 4 THEN 'needs_review' WHEN luck % 100 < 11 THEN 'as_printed' ELSE 'verified' END AS quality,
       true AS is_current,
       CASE WHEN kind <> 'government' THEN 'own' WHEN habit < 12 THEN 'unknown'
            WHEN year < 2021 OR habit < 25 THEN 'government_and_departments' ELSE 'whole_region' END AS scope_read,
       scope_read AS scope, CASE WHEN scope_read <> 'unknown' THEN 'stated' END AS scope_basis,
       md5('f' || report_id) AS figures_hash, $run AS run_id, TIMESTAMP '2026-01-02 03:04:05' AS loaded_at
FROM wanted WHERE luck % 25 > 0 OR year = $first;

INSERT INTO audit.content BY NAME
SELECT sha256, source_path AS path, '/in' AS folder, 'loaded' AS status, 'i1' AS ingredients, run_id, loaded_at AS read_at
FROM dim_report;

-- Requests: what comes in by applicant, spread over the outcomes; the rest is granted, so that all sums hold.
CREATE TEMP TABLE intake AS
SELECT r.report_id, r.year, r.form, p.applicant,
       floor((CASE WHEN a.kind <> 'government' THEN 60 WHEN r.scope = 'own' THEN 60 ELSE 240 END
              * CASE a.level WHEN 'province' THEN 6 WHEN 'prefecture' THEN 3 ELSE 1 END
              * CASE WHEN r.scope <> 'whole_region' THEN 1 ELSE CASE a.level WHEN 'province' THEN 60 WHEN 'prefecture' THEN 11 ELSE 4 END END)
             * (1 + (r.year - $first) * 0.07) * (0.3 + (hash(a.agency_id, 'size') % 100) / 70.0)
             * (0.85 + (hash(r.report_id, p.applicant) % 100) / 330.0) * p.share)::BIGINT AS received,
       floor((hash(a.agency_id) % 5) * p.share * CASE WHEN a.kind = 'government' THEN 9 ELSE 2 END)::BIGINT AS pending  -- the same every year
FROM dim_report r JOIN dim_agency a USING (agency_id)
CROSS JOIN (VALUES ('natural_person', 0.72), ('commercial_enterprise', 0.17), ('research_institution', 0.01),
  ('public_interest_organization', 0.01), ('legal_service_institution', 0.06), ('other_organization', 0.03)) p(applicant, share);

CREATE TEMP TABLE outcome AS
WITH pick AS (
  SELECT i.report_id, i.applicant, i.received, c.code,
         floor(i.received * CASE c.group_code WHEN 'denied' THEN 0.008 WHEN 'unavailable' THEN 0.07 WHEN 'not_processed' THEN 0.012
           WHEN 'other' THEN 0.02 ELSE 0.12 END
           * (0.2 + (hash(i.report_id, c.code) % 100) / 60.0))::BIGINT AS value
  FROM intake i JOIN dim_request_item c
    ON c.group_code IN ('denied', 'unavailable', 'not_processed', 'other') OR c.code = 'partially_granted'
  WHERE list_contains(c.forms, i.form)
)
SELECT report_id, applicant, code AS item, value FROM pick
UNION ALL SELECT report_id, applicant, 'new_received', received FROM intake
UNION ALL SELECT report_id, applicant, unnest(['carried_over', 'carried_forward']), pending FROM intake
UNION ALL SELECT report_id, applicant, 'granted', any_value(received) - sum(value) FROM pick GROUP BY report_id, applicant
UNION ALL SELECT report_id, applicant, 'handled_total', received FROM intake;

INSERT INTO fact_request BY NAME
WITH every AS (
  SELECT report_id, applicant, item, value FROM outcome
  UNION ALL SELECT report_id, 'total', item, sum(value) FROM outcome GROUP BY report_id, item
)
SELECT report_id, item, applicant, CASE WHEN is_blank THEN NULL ELSE value END::BIGINT AS value,
       CASE WHEN is_blank THEN 'blank' ELSE 'printed' END AS status, CASE WHEN is_blank THEN '' ELSE value::VARCHAR END AS printed,
       report_id::BIGINT * 10000 + row_number() OVER (PARTITION BY report_id) AS cell_id
FROM (SELECT *, hash(report_id, 'blank') % 60 = 0 AND item IN ('not_processed_excessive', 'carried_over') AS is_blank FROM every);

INSERT INTO fact_dispute BY NAME
WITH each AS (
  SELECT i.report_id, p.procedure, o.outcome, floor(i.received * p.share * o.share * (0.4 + (hash(i.report_id, o.outcome, p.procedure) % 100) / 80.0))::BIGINT AS value
  FROM (SELECT report_id, sum(received) AS received FROM intake GROUP BY report_id) i CROSS JOIN (VALUES ('reconsideration', 0.10), ('litigation_direct', 0.05), ('litigation_after_reconsideration', 0.025)) p(procedure, share)
  CROSS JOIN (VALUES ('upheld', 0.5), ('corrected', 0.2), ('other', 0.2), ('pending', 0.1)) o(outcome, share)
)
SELECT report_id, procedure, outcome, value, 'printed' AS status, value::VARCHAR AS printed,
       report_id::BIGINT * 10000 + 5000 + row_number() OVER (PARTITION BY report_id) AS cell_id
FROM (FROM each UNION ALL SELECT report_id, procedure, 'total', sum(value)::BIGINT FROM each GROUP BY report_id, procedure);

INSERT INTO fact_proactive BY NAME
SELECT r.report_id, m.subject, m.measure, CASE m.measure WHEN 'in_force' THEN 40 + 2 * (r.year - 2021) WHEN 'issued' THEN 5 WHEN 'repealed' THEN 3
         ELSE hash(r.report_id, m.subject, m.measure) % m.size END::INTEGER AS value, 'printed' AS status, value::VARCHAR AS printed,
       r.report_id::BIGINT * 10000 + 6000 + row_number() OVER (PARTITION BY r.report_id) AS cell_id
FROM dim_report r CROSS JOIN (VALUES ('normative_documents', 'issued', 1), ('normative_documents', 'repealed', 1),
  ('normative_documents', 'in_force', 1), ('licensing', 'decisions', 9000), ('penalties', 'decisions', 700),
  ('coercive_measures', 'decisions', 90), ('fees', 'fee_amount', 2000)) m(subject, measure, size)
WHERE r.form = '2021' OR m.measure = 'decisions';

INSERT INTO audit.check_result BY NAME
SELECT r.report_id, c.check_code, c.scope, 5 AS expected, 6 AS found, 1 AS difference, 'fail' AS status
FROM dim_report r CROSS JOIN (VALUES (0, 'requests_balance', 'total'), (1, 'requests_outcomes', 'natural_person'),
  (2, 'requests_applicants', 'granted'), (3, 'disputes_total', 'reconsideration')) c(no, check_code, scope)
WHERE r.quality <> 'verified' AND hash(r.report_id, c.no) % 4 = 0;

INSERT INTO audit.problem BY NAME
SELECT p.code, 'error' AS severity, r.sha256, r.report_id, 2 AS page, p.code AS raw, 'look' AS message, '请核对' AS message_zh, r.run_id
FROM dim_report r CROSS JOIN (VALUES (0, 'cell_missing'), (1, 'value_unreadable')) p(no, code)
WHERE r.quality = 'needs_review' AND hash(r.report_id, p.no) % 3 > 0;
