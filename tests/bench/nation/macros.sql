-- Chance that is the same every time: a number from 0 to n - 1 out of whatever is named.
CREATE TEMP MACRO draw(n, of) AS (hash(of) % n)::INTEGER;

-- Requests of a body in a year, and of one kind of applicant: mostly few, now and then very many.
CREATE TEMP MACRO requests_of(agency, size, y) AS
  (size * (0.4 + draw(100, agency) / 60.0) * (0.8 + draw(40, agency || '/' || y) / 100.0))::BIGINT;
CREATE TEMP MACRO new_of(agency, size, y, share) AS (requests_of(agency, size, y) * share)::BIGINT;
CREATE TEMP MACRO forward_of(agency, size, y, share) AS
  (new_of(agency, size, y, share) * draw(10, y || '-' || agency) / 100)::BIGINT;
