-- how much of the text of 一 and 五 stands in last year's report of the agency too, or in one of the bodies beside it
WITH sentence AS (
  SELECT report_id, hash, any_value(characters) AS characters
  FROM (SELECT report_id, unnest(sentence_hashes) AS hash, unnest(sentence_lengths) AS characters
        FROM report_section WHERE section IN ('一', '五') AND len(sentence_hashes) > 0
          AND report_id IN (SELECT report_id FROM check_text))
  GROUP BY ALL
), said AS (
  SELECT s.report_id, r.agency_id, r.year, r.parent, s.hash, s.characters FROM sentence s JOIN check_text r USING (report_id)
), by_agency AS (
  SELECT DISTINCT agency_id, year, hash FROM said
), by_parent AS (
  SELECT parent, year, hash, min(agency_id) <> max(agency_id) AS is_shared FROM said WHERE parent IS NOT NULL GROUP BY ALL
), last_year AS (
  SELECT s.report_id, s.characters, o.hash IS NOT NULL AS is_repeated
  FROM said s
  JOIN (SELECT DISTINCT agency_id, year FROM by_agency) p ON p.agency_id = s.agency_id AND p.year = s.year - 1
  LEFT JOIN by_agency o ON o.agency_id = s.agency_id AND o.year = s.year - 1 AND o.hash = s.hash
), siblings AS (
  SELECT s.report_id, s.characters, o.is_shared AS is_repeated
  FROM said s
  JOIN (SELECT parent, year FROM said GROUP BY ALL HAVING min(agency_id) <> max(agency_id)) b ON b.parent = s.parent AND b.year = s.year
  JOIN by_parent o ON o.parent = s.parent AND o.year = s.year AND o.hash = s.hash
), rate AS (
  SELECT report_id, 'last_year' AS scope, sum(characters) FILTER (is_repeated) AS repeated, sum(characters) AS characters
  FROM last_year GROUP BY report_id
  UNION ALL
  SELECT report_id, 'siblings', sum(characters) FILTER (is_repeated), sum(characters) FROM siblings GROUP BY report_id
)
SELECT r.report_id, 'text_repetition' AS check_code, w.scope, NULL AS expected,
       round(coalesce(x.repeated, 0) / x.characters, 6) AS found,
       CASE WHEN x.report_id IS NULL THEN 'not_assessable' ELSE 'pass' END AS status,
       CASE WHEN x.report_id IS NULL THEN 'no text of sections 一 and 五 on both sides'
            ELSE coalesce(x.repeated, 0) || ' of ' || x.characters || ' characters' END AS note
FROM check_text r CROSS JOIN (VALUES ('last_year'), ('siblings')) w(scope)
LEFT JOIN rate x ON x.report_id = r.report_id AND x.scope = w.scope
