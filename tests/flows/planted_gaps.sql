-- Gaps, blanks and doubts in a simulated warehouse; agencies by number, see planted_gaps.py.
-- One figure is blank.
UPDATE fact_request SET value = NULL, status = 'blank', printed = '' WHERE item = 'granted' AND applicant = 'total'
  AND report_id = (SELECT report_id FROM dim_report WHERE agency_id = 10 AND year = 2022);
-- A year is missing, and a file named after the agency could not be read.
DELETE FROM dim_report WHERE agency_id = 11 AND year = 2022;
INSERT INTO audit.content BY NAME SELECT 'ab' AS sha256, agency || '2022年政府信息公开工作年度报告.pdf' AS path, 'rejected' AS status,
  'corrupt' AS reason, 'i1' AS ingredients, 'simulated' AS run_id, TIMESTAMP '2026-01-02' AS read_at FROM dim_agency WHERE agency_id = 11;
-- A government's report is missing: the total of the region above it lacks it.
DELETE FROM dim_report WHERE agency_id = 30 AND year = 2020;
-- A bureau with 8 requests, of which none was disputed.
UPDATE fact_request SET value = least(value, 8), printed = least(value, 8)::VARCHAR
  WHERE value > 8 AND report_id IN (SELECT report_id FROM dim_report WHERE agency_id = 12);
UPDATE fact_dispute SET value = 0, printed = '0' WHERE report_id IN (SELECT report_id FROM dim_report WHERE agency_id = 12);
-- Tables that contradict themselves: the cases are more than their total.
UPDATE fact_dispute SET value = 1, printed = '1' WHERE outcome = 'total'
  AND report_id IN (SELECT report_id FROM dim_report WHERE agency_id IN (10, 20, 30, 40, 50));
-- One report is to be reviewed, one came late, one agency never published.
UPDATE dim_report SET quality = 'needs_review' WHERE agency_id = 20 AND year = 2024;
UPDATE dim_report SET published_on = make_date(year + 1, 6, 1), published_basis = 'dateline' WHERE agency_id = 20 AND year = 2023;
INSERT INTO audit.expected_stated BY NAME
  SELECT '320000|某某局' AS agency_key, '江苏省某某局' AS agency, 2023 AS year, 'department' AS kind;
-- Two agencies are called the same.
UPDATE dim_agency SET agency = '江苏省某局' WHERE agency_id IN (16, 17);
-- A name that would break out of a page that trusts it; a year is missing, so that it is listed.
UPDATE dim_agency SET agency = '某</script><script>document.title=''broken''</script>&"''局' WHERE agency_id = 13;
DELETE FROM dim_report WHERE agency_id = 13 AND year = 2021;
