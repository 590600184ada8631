-- +goose Up
-- What a reviewer typed of a score and did not save as one: for them alone.
CREATE TABLE review_drafts (
  review_id   TEXT NOT NULL REFERENCES reviews (id),
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  principle   INTEGER NOT NULL,
  draft       TEXT NOT NULL,
  saved_at    BIGINT NOT NULL,
  PRIMARY KEY (review_id, reviewer_id, principle)
);

-- The language a reason was written in; '' where nobody noted it.
ALTER TABLE scores ADD COLUMN lang TEXT NOT NULL DEFAULT '';

-- Why a lead gave the review back, and in which language they wrote it.
ALTER TABLE reviews ADD COLUMN returned_for TEXT NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN returned_lang TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE reviews DROP COLUMN returned_lang;
ALTER TABLE reviews DROP COLUMN returned_for;
ALTER TABLE scores DROP COLUMN lang;
DROP TABLE review_drafts;
