-- All cells of the three tables for reports first to last: sums hold but for one report in a thousand.
CREATE OR REPLACE TEMP TABLE part AS
SELECT report_id, form, leaves_blank, draw(1000, 'odd' || report_id) = 0 AS is_odd,
       [new_of(agency_id, size, year, s) FOR s IN shares] AS new,
       [forward_of(agency_id, size, year - 1, s) FOR s IN shares] AS over,
       [forward_of(agency_id, size, year, s) FOR s IN shares] AS forward
FROM made, (SELECT [0.78, 0.12, 0.01, 0.01, 0.05, 0.03] AS shares)
WHERE report_id BETWEEN getvariable('first') AND getvariable('last');

CREATE OR REPLACE TEMP TABLE cell AS
WITH row AS (
  SELECT p.report_id, p.leaves_blank, i.code AS item, i.place,
         CASE i.what WHEN 'new' THEN p.new[k] WHEN 'over' THEN p.over[k] WHEN 'forward' THEN p.forward[k]
              ELSE floor((p.new[k] + p.over[k] - p.forward[k]) * i.top)::BIGINT
                   - floor((p.new[k] + p.over[k] - p.forward[k]) * i.bottom)::BIGINT END AS value, k
  FROM part p JOIN request_row i ON list_contains(i.forms, p.form) CROSS JOIN range(1, 7) t(k)
), totalled AS (
  SELECT report_id, any_value(leaves_blank) AS leaves_blank, item, any_value(place) AS place, 7 AS k, sum(value)::BIGINT AS value
  FROM row GROUP BY report_id, item
)
SELECT report_id, leaves_blank, item, place, k, value FROM row
UNION ALL
SELECT t.report_id, t.leaves_blank, item, place, k, value + CASE WHEN p.is_odd AND item = 'granted' THEN 2 ELSE 0 END
FROM totalled t JOIN part p USING (report_id);

INSERT INTO fact_request
SELECT report_id, item,
       ['natural_person', 'commercial_enterprise', 'research_institution', 'public_interest_organization',
        'legal_service_institution', 'other_organization', 'total'][k],
       CASE WHEN value > 0 OR NOT leaves_blank THEN value END, CASE WHEN value > 0 OR NOT leaves_blank THEN 'printed' ELSE 'blank' END,
       CASE WHEN value > 0 OR NOT leaves_blank THEN value::VARCHAR ELSE '' END, report_id::BIGINT * 10000 + place * 7 + k
FROM cell ORDER BY report_id, place, k;

-- every publication has its own column widths and row heights
INSERT INTO audit.cell
SELECT report_id::BIGINT * 10000 + place * 7 + k, report_id, 3 + place // 14, round(x + (k - 1) * w, 1), round(y - h, 1), round(x + k * w, 1),
       round(y, 1), CASE WHEN value > 0 OR NOT leaves_blank THEN value::VARCHAR ELSE '' END, 'pdfium', NULL
FROM (SELECT *, 250 + draw(900, report_id) / 10 AS x, 28 + draw(100, -report_id) / 10 AS w,
             18 + draw(80, report_id * 31 + place) / 10 AS h, 780 - (place % 14) * (22 + draw(60, report_id * 7) / 10) AS y FROM cell)
ORDER BY report_id, place, k;

CREATE OR REPLACE TEMP TABLE other AS
SELECT m.report_id, s.*, 200 + s.place AS number,
       CASE WHEN s.row_code = 'rules' THEN 0 WHEN s.column_code = 'total' THEN NULL ELSE draw(1 + s.typical, m.report_id || s.row_code || s.column_code) END AS value
FROM made m JOIN other_cell s ON list_contains(s.forms, m.form)
WHERE m.report_id BETWEEN getvariable('first') AND getvariable('last');

UPDATE other SET value = t.value
FROM (SELECT report_id, row_code, sum(value) AS value FROM other WHERE table_name = 'disputes' GROUP BY ALL) t
WHERE other.report_id = t.report_id AND other.row_code = t.row_code AND other.column_code = 'total';

INSERT INTO fact_proactive
SELECT report_id, row_code, column_code, value, CASE column_code WHEN 'fee_amount' THEN '万元' WHEN 'procurement_amount' THEN '元' END, 'printed',
       value::VARCHAR, report_id::BIGINT * 10000 + number
FROM other WHERE table_name = 'proactive' ORDER BY report_id, number;

INSERT INTO fact_dispute
SELECT report_id, row_code, column_code, value, 'printed', value::VARCHAR, report_id::BIGINT * 10000 + number
FROM other WHERE table_name = 'disputes' ORDER BY report_id, number;

INSERT INTO audit.cell
SELECT report_id::BIGINT * 10000 + number, report_id, CASE table_name WHEN 'proactive' THEN 2 ELSE 5 END, round(x + (number % 5) * w, 1), round(y - 22, 1),
       round(x + (number % 5 + 1) * w, 1), round(y, 1), value::VARCHAR, 'pdfium', NULL
FROM (SELECT *, 50 + draw(400, report_id) / 10 AS x, 30 + draw(100, -report_id) / 10 AS w, 700 - draw(3000, report_id * 5) / 10 AS y FROM other)
ORDER BY report_id, number;

INSERT INTO audit.check_result
SELECT report_id, check_code, scope, expected, expected + failed, failed, CASE failed WHEN 0 THEN 'pass' ELSE 'fail' END, '', NULL
FROM (
  SELECT m.report_id, c.check_code, c.scope, c.place,
         CASE WHEN c.is_fixed THEN c.typical ELSE draw(c.typical + 1, m.report_id || c.scope) END::DECIMAL(18,6) AS expected,
         CASE WHEN c.one_fails_in > 0 AND draw(greatest(c.one_fails_in, 1), c.check_code || m.report_id || c.scope) = 0 THEN 1 ELSE 0 END AS failed
  FROM made m JOIN check_shape c ON list_contains(c.forms, m.form)
  WHERE m.report_id BETWEEN getvariable('first') AND getvariable('last')
)
ORDER BY report_id, place;

INSERT INTO audit.table_account
SELECT report_id, t, 200, 160, 40, 0, 0, 0 FROM made, unnest(['proactive', 'requests', 'disputes']) u(t)
WHERE report_id BETWEEN getvariable('first') AND getvariable('last');

INSERT INTO audit.problem BY NAME
SELECT 'identity_fails' AS code, 'warning' AS severity, sha256(report_id::VARCHAR) AS sha256, report_id, 3 AS page,
       'does not add up' AS message, '不相符' AS message_zh, 'nation' AS run_id
FROM made WHERE report_id BETWEEN getvariable('first') AND getvariable('last') AND draw(10, 'p' || report_id) = 0;

INSERT INTO fact_narrative BY NAME
SELECT report_id, m AS metric, v AS value, '件' AS unit, false AS approximate, 'year' AS period, '一' AS section,
       year || '年' || m || v || '件，' || agency || '办理' AS sentence, v::VARCHAR AS printed
FROM (SELECT report_id, year, agency, m, draw(3000, report_id || m) AS v
      FROM made, unnest(['published_items', 'requests_received', 'requests_carried_over', 'requests_handled', 'reconsideration_cases',
                         'litigation_cases', 'policy_interpretations', 'site_visits', 'trainings_held', 'training_participants']) u(m)
      WHERE report_id BETWEEN getvariable('first') AND getvariable('last'))
ORDER BY report_id;
