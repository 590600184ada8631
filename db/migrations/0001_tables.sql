-- +goose Up
CREATE TABLE companies (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  country    TEXT NOT NULL,
  carried    TEXT NOT NULL, -- quick-check answers, until the first assessment begins
  created_at BIGINT NOT NULL
);

CREATE TABLE users (
  id            TEXT PRIMARY KEY,
  email         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role          TEXT NOT NULL,
  company_id    TEXT REFERENCES companies (id),
  country       TEXT NOT NULL,
  language      TEXT NOT NULL,
  zone          TEXT NOT NULL,
  disabled      INTEGER NOT NULL DEFAULT 0,
  created_at    BIGINT NOT NULL
);
CREATE INDEX users_by_company ON users (company_id, email);
CREATE INDEX users_by_role ON users (role, country);

CREATE TABLE sessions (
  id_hash    TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  device     TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, created_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE registrations (
  token_hash    TEXT PRIMARY KEY,
  browser_hash  TEXT NOT NULL,
  company       TEXT NOT NULL,
  country       TEXT NOT NULL,
  name          TEXT NOT NULL,
  email         TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  language      TEXT NOT NULL,
  zone          TEXT NOT NULL,
  carried       TEXT NOT NULL,
  created_at    BIGINT NOT NULL,
  expires_at    BIGINT NOT NULL
);
CREATE INDEX registrations_by_email ON registrations (email);

-- One-time links: kind is reset, invitation, setup or email.
CREATE TABLE links (
  token_hash TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  user_id    TEXT REFERENCES users (id) ON DELETE CASCADE,
  email      TEXT NOT NULL,
  role       TEXT NOT NULL,
  country    TEXT NOT NULL,
  company_id TEXT REFERENCES companies (id),
  language   TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX links_by_email ON links (kind, email);
CREATE INDEX links_by_user ON links (kind, user_id);

CREATE TABLE rounds (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  opens_at   BIGINT NOT NULL,
  closes_at  BIGINT,
  reviewers  INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE services (
  id         TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES companies (id),
  name       TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (company_id, name)
);

CREATE TABLE assessments (
  id               TEXT PRIMARY KEY,
  company_id       TEXT NOT NULL REFERENCES companies (id),
  service_id       TEXT NOT NULL REFERENCES services (id),
  round_id         TEXT NOT NULL REFERENCES rounds (id),
  state            TEXT NOT NULL,
  language         TEXT NOT NULL,
  pack             TEXT NOT NULL,
  version          TEXT NOT NULL,
  profile          TEXT NOT NULL,
  profile_revision BIGINT NOT NULL,
  carried          TEXT NOT NULL, -- answers brought along, not confirmed yet
  created_at       BIGINT NOT NULL,
  changed_at       BIGINT NOT NULL,
  UNIQUE (service_id, round_id)
);
CREATE INDEX assessments_by_company ON assessments (company_id, created_at);

CREATE TABLE answers (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  question_id   TEXT NOT NULL,
  revision      BIGINT NOT NULL,
  level         TEXT NOT NULL,
  note          TEXT NOT NULL,
  cause         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  changed_by    TEXT NOT NULL,
  changed_at    BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, question_id)
);

-- Every value an answer ever had, the present one too.
CREATE TABLE answer_history (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  question_id   TEXT NOT NULL,
  revision      BIGINT NOT NULL,
  level         TEXT NOT NULL,
  note          TEXT NOT NULL,
  cause         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  changed_by    TEXT NOT NULL,
  changed_at    BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, question_id, revision)
);

CREATE TABLE evidence (
  id            TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  question_id   TEXT NOT NULL,
  title         TEXT NOT NULL,
  kind          TEXT NOT NULL,
  dated         TEXT NOT NULL,
  holder        TEXT NOT NULL,
  place         TEXT NOT NULL,
  link          TEXT NOT NULL,
  seal          TEXT NOT NULL,
  created_by    TEXT NOT NULL,
  created_at    BIGINT NOT NULL,
  removed_at    BIGINT
);
CREATE INDEX evidence_by_question ON evidence (assessment_id, question_id, created_at);

-- A submission is an immutable snapshot; withdrawing marks it.
CREATE TABLE submissions (
  id            TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  depth         TEXT NOT NULL,
  snapshot      TEXT NOT NULL,
  digest        TEXT NOT NULL,
  submitted_by  TEXT NOT NULL,
  submitted_at  BIGINT NOT NULL,
  withdrawn_at  BIGINT
);
CREATE INDEX submissions_by_assessment ON submissions (assessment_id, submitted_at);

-- One review for each submission; country is the reviewing country.
CREATE TABLE reviews (
  id            TEXT PRIMARY KEY,
  submission_id TEXT NOT NULL UNIQUE REFERENCES submissions (id),
  country       TEXT NOT NULL,
  state         TEXT NOT NULL,
  company       TEXT NOT NULL,
  service       TEXT NOT NULL,
  depth         TEXT NOT NULL,
  submitted_at  BIGINT NOT NULL,
  reviewer_id   TEXT REFERENCES users (id),
  taken_at      BIGINT,
  conflict      TEXT NOT NULL,
  finished_at   BIGINT,
  released_by   TEXT,
  released_at   BIGINT
);

-- The queue: one row for each country that may see a submission, and one for
-- "all" when all five may. Its date is the review's, to page by.
CREATE TABLE shares (
  country      TEXT NOT NULL,
  submitted_at BIGINT NOT NULL,
  review_id    TEXT NOT NULL REFERENCES reviews (id),
  PRIMARY KEY (country, submitted_at, review_id)
);
CREATE INDEX shares_by_review ON shares (review_id, country);

CREATE TABLE step_backs (
  review_id  TEXT NOT NULL REFERENCES reviews (id),
  user_id    TEXT NOT NULL REFERENCES users (id),
  stepped_at BIGINT NOT NULL,
  PRIMARY KEY (review_id, user_id)
);
CREATE INDEX step_backs_by_user ON step_backs (user_id);

CREATE TABLE scores (
  review_id   TEXT NOT NULL REFERENCES reviews (id),
  reviewer_id TEXT NOT NULL REFERENCES users (id),
  principle   INTEGER NOT NULL,
  score       INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  override    INTEGER NOT NULL,
  verdicts    TEXT NOT NULL,
  scored_at   BIGINT NOT NULL,
  PRIMARY KEY (review_id, reviewer_id, principle)
);

-- When somebody of a country first read or downloaded a submission.
CREATE TABLE readings (
  review_id TEXT NOT NULL REFERENCES reviews (id),
  country   TEXT NOT NULL,
  how       TEXT NOT NULL,
  first_at  BIGINT NOT NULL,
  PRIMARY KEY (review_id, country, how)
);

-- +goose Down
DROP TABLE readings;
DROP TABLE scores;
DROP TABLE step_backs;
DROP TABLE shares;
DROP TABLE reviews;
DROP TABLE submissions;
DROP TABLE evidence;
DROP TABLE answer_history;
DROP TABLE answers;
DROP TABLE assessments;
DROP TABLE services;
DROP TABLE rounds;
DROP TABLE links;
DROP TABLE registrations;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE companies;
