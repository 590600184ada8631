-- +goose Up
CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  at      BIGINT NOT NULL,
  actor   TEXT NOT NULL,
  role    TEXT NOT NULL,
  company TEXT NOT NULL,
  country TEXT NOT NULL,
  action  TEXT NOT NULL,
  object  TEXT NOT NULL,
  detail  TEXT NOT NULL
);

CREATE TABLE outbox (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient  TEXT NOT NULL,
  kind       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  plain      TEXT NOT NULL,
  html       TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  next_at    BIGINT NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  problem    TEXT NOT NULL DEFAULT '',
  sent_at    BIGINT
);
CREATE INDEX outbox_waiting ON outbox (next_at, seq) WHERE sent_at IS NULL;

-- +goose Down
DROP TABLE outbox;
DROP TABLE audit;
