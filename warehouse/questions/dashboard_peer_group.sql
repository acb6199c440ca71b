-- Who is compared with whom, over columns of agency_year: governments of a level whose reports count the same bodies; departments
-- of a level and field of work. NULL: nobody is known to do the same.
CASE WHEN level IS NULL THEN NULL
     WHEN kind IN ('government', 'government_office') AND scope <> 'unknown' THEN 'government|' || level || '|' || scope
     WHEN kind IN ('township', 'subdistrict') THEN kind || '|' || level || '|'
     WHEN function IS NOT NULL THEN 'function|' || level || '|' || function END
