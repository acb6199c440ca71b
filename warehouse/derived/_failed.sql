-- Files that nobody could read, by the agency and year that their own name gives.
WITH rejected AS (
  -- the file's own name says whose it is: the last that is known of a file nobody could read
  SELECT regexp_replace(parse_filename(path, true), '[\s_-]', '', 'g') AS name, path, reason,
         regexp_extract(parse_filename(path, true), '(20[0-9]{2})', 1) AS year
  FROM audit.content WHERE status = 'rejected' AND regexp_matches(parse_filename(path, true), '20[0-9]{2}')
), named AS (
  SELECT unnest(list_distinct([
           split_part(regexp_replace(name, '^20[0-9]{2}年?(度)?', ''), year, 1),
           regexp_extract(name, '^(?:20[0-9]{2}年?(?:度)?)?(.+?)(?:20[0-9]{2}|政府信息|年度报告)', 1)])) AS name_key,
         year::SMALLINT AS year, path || ': ' || reason AS detail
  FROM rejected
)
SELECT n.agency_id, r.year, min(r.detail) AS detail FROM named r JOIN dim_agency_name n USING (name_key) GROUP BY ALL
