-- +goose Up
CREATE INDEX reviews_by_reviewer ON reviews (reviewer_id, state, taken_at, id);

-- +goose Down
DROP INDEX reviews_by_reviewer;
