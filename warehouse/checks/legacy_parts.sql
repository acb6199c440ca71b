-- parts of the sheet before 2019 against their totals: what must add up, and what must not exceed
WITH part AS (
  SELECT i.parent_code, i.code, i.parent_code IN ('requests_concluded', 'requests_answered') AS adds_up
  FROM dim_legacy_indicator i
  WHERE i.parent_code IN ('requests_concluded', 'requests_answered', 'proactive_published_items', 'press_conferences',
                          'online_interviews')
), summed AS (
  SELECT r.report_id, p.parent_code, any_value(p.adds_up) AS adds_up,
         CASE WHEN count(f.value) = count(*) THEN sum(f.value) END AS parts
  FROM part_report r CROSS JOIN part p LEFT JOIN part_legacy f ON f.report_id = r.report_id AND f.indicator = p.code
  WHERE r.is_current AND r.form = 'legacy' GROUP BY ALL
)
SELECT s.report_id, 'legacy_parts' AS check_code, s.parent_code AS scope, s.parts AS expected, t.value AS found,
       CASE WHEN s.parts IS NULL OR t.value IS NULL THEN 'not_assessable'
            WHEN CASE WHEN s.adds_up THEN s.parts = t.value ELSE s.parts <= t.value END THEN 'pass' ELSE 'fail' END AS status,
       CASE WHEN s.parts IS NULL OR t.value IS NULL THEN 'a figure is blank or not there'
            WHEN s.adds_up THEN 'the parts should add up to it' ELSE 'the part should not exceed it' END AS note
FROM summed s LEFT JOIN part_legacy t ON t.report_id = s.report_id AND t.indicator = s.parent_code
