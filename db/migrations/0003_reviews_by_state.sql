-- +goose Up
CREATE INDEX reviews_by_state ON reviews (state);

-- +goose Down
DROP INDEX reviews_by_state;
