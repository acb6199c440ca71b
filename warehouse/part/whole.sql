-- all of the warehouse, under the names that checks and derived tables know
CREATE OR REPLACE TEMP VIEW part_report AS FROM dim_report;
CREATE OR REPLACE TEMP VIEW part_subject AS SELECT report_id FROM dim_report;
CREATE OR REPLACE TEMP VIEW part_rewritten AS SELECT report_id FROM dim_report;
CREATE OR REPLACE TEMP VIEW part_request AS FROM fact_request;
CREATE OR REPLACE TEMP VIEW part_proactive AS FROM fact_proactive;
CREATE OR REPLACE TEMP VIEW part_dispute AS FROM fact_dispute;
CREATE OR REPLACE TEMP VIEW part_legacy AS FROM fact_legacy;
CREATE OR REPLACE TEMP VIEW part_result AS FROM audit.check_result;
