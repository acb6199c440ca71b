-- a cell number outside 0 to 9999 would run into the next report's
SELECT report_no, cell_no FROM frame_cell WHERE cell_no NOT BETWEEN 0 AND 9999
