-- what a publishing compares with: agencies, their years, as they are before anything is loaded
CREATE OR REPLACE TEMP TABLE part_agency_before AS FROM dim_agency;
CREATE OR REPLACE TEMP TABLE part_year_before AS {years};
