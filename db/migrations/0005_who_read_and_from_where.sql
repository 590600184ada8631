-- +goose Up
-- When each person of a country first read or downloaded a submission. Rows
-- from before have no reader.
CREATE TABLE first_readings (
  review_id TEXT NOT NULL REFERENCES reviews (id),
  country   TEXT NOT NULL,
  how       TEXT NOT NULL,
  reader_id TEXT NOT NULL,
  first_at  BIGINT NOT NULL,
  PRIMARY KEY (review_id, country, how, reader_id)
);
INSERT INTO first_readings (review_id, country, how, reader_id, first_at)
SELECT review_id, country, how, '', first_at FROM readings;
DROP TABLE readings;
ALTER TABLE first_readings RENAME TO readings;

-- Where somebody signed in, or tried to, for as long as that is kept.
ALTER TABLE audit ADD COLUMN network TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_by_network ON audit (at) WHERE network <> '';

-- What the page of the trail reads. Answers, nine lines of ten, are not shown on
-- it and cost no entry here.
CREATE INDEX audit_shown ON audit (seq) WHERE action <> 'answer.saved';

-- +goose Down
DROP INDEX audit_shown;
DROP INDEX audit_by_network;
ALTER TABLE audit DROP COLUMN network;
CREATE TABLE readings_of_countries (
  review_id TEXT NOT NULL REFERENCES reviews (id),
  country   TEXT NOT NULL,
  how       TEXT NOT NULL,
  first_at  BIGINT NOT NULL,
  PRIMARY KEY (review_id, country, how)
);
INSERT INTO readings_of_countries (review_id, country, how, first_at)
SELECT review_id, country, how, MIN(first_at) FROM readings GROUP BY review_id, country, how;
DROP TABLE readings;
ALTER TABLE readings_of_countries RENAME TO readings;
