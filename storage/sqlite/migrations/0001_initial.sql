-- The first schema. Every table but `responses` only ever grows: triggers refuse
-- updates and deletes, so that not even a bug can overwrite what was known.
-- Times are microseconds, days are days since 1970-01-01.

-- One row per write transaction; the time that all its rows carry.
CREATE TABLE commits (
  commit_time INTEGER NOT NULL PRIMARY KEY CHECK (commit_time > 0)
) STRICT;

CREATE TABLE vendors (
  vendor_id    TEXT    NOT NULL,
  version      INTEGER NOT NULL CHECK (version > 0),
  recorded_at  INTEGER NOT NULL REFERENCES commits,
  created_at   INTEGER NOT NULL,
  deleted      INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  display_name TEXT    NOT NULL,
  website_uri  TEXT    NOT NULL,
  PRIMARY KEY (vendor_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE apps (
  vendor_id       TEXT    NOT NULL,
  app_id          TEXT    NOT NULL,
  version         INTEGER NOT NULL CHECK (version > 0),
  recorded_at     INTEGER NOT NULL REFERENCES commits,
  created_at      INTEGER NOT NULL,
  deleted         INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  display_name    TEXT    NOT NULL,
  marketplace_key TEXT    NOT NULL,
  listing_uri     TEXT    NOT NULL,
  PRIMARY KEY (vendor_id, app_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX apps_by_id ON apps (app_id);
CREATE INDEX apps_by_key ON apps (marketplace_key);

-- publisher_kind: 0 platform, 1 vendor. kind: 0 published, 1 Forge manifest, 2 Connect
-- descriptor; of the last two `app_id` says whose.
CREATE TABLE policies (
  publisher_kind INTEGER NOT NULL CHECK (publisher_kind IN (0, 1)),
  publisher_id   TEXT    NOT NULL,
  policy_id      TEXT    NOT NULL,
  version        INTEGER NOT NULL CHECK (version > 0),
  recorded_at    INTEGER NOT NULL REFERENCES commits,
  created_at     INTEGER NOT NULL,
  deleted        INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  title          TEXT    NOT NULL,
  uri            TEXT    NOT NULL,
  kind           INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  app_id         TEXT    NOT NULL,
  CHECK ((kind = 0) = (app_id = '')),
  PRIMARY KEY (publisher_kind, publisher_id, policy_id, version)
) STRICT, WITHOUT ROWID;

-- A revision that was withdrawn may be recorded again: a new row.
CREATE TABLE revisions (
  revision_uid   INTEGER PRIMARY KEY,
  publisher_kind INTEGER NOT NULL CHECK (publisher_kind IN (0, 1)),
  publisher_id   TEXT    NOT NULL,
  policy_id      TEXT    NOT NULL,
  revision_id    TEXT    NOT NULL,
  recorded_at    INTEGER NOT NULL REFERENCES commits,
  effective_day  INTEGER NOT NULL,
  uri            TEXT    NOT NULL,
  media_type     INTEGER NOT NULL CHECK (media_type BETWEEN 0 AND 6),
  sha256         TEXT    NOT NULL CHECK (length(sha256) = 64),
  clause_count   INTEGER NOT NULL,
  source_sha256  TEXT    NOT NULL CHECK (length(source_sha256) IN (0, 64)),
  text           BLOB    NOT NULL
) STRICT;
CREATE INDEX revisions_by_policy
  ON revisions (publisher_kind, publisher_id, policy_id, revision_id);

-- The documents that texts were extracted from, to the byte.
CREATE TABLE revision_sources (
  revision_uid INTEGER PRIMARY KEY REFERENCES revisions,
  source       BLOB    NOT NULL
) STRICT;

CREATE TABLE revision_withdrawals (
  revision_uid INTEGER PRIMARY KEY REFERENCES revisions,
  recorded_at  INTEGER NOT NULL REFERENCES commits
) STRICT;

CREATE TABLE clauses (
  revision_uid INTEGER NOT NULL REFERENCES revisions,
  ordinal      INTEGER NOT NULL,
  clause_id    TEXT    NOT NULL,
  heading      INTEGER NOT NULL CHECK (heading IN (0, 1)),
  byte_begin   INTEGER NOT NULL,
  byte_end     INTEGER NOT NULL CHECK (byte_end > byte_begin),
  heading_path TEXT    NOT NULL,  -- a JSON list of texts
  PRIMARY KEY (revision_uid, ordinal)
) STRICT, WITHOUT ROWID;

-- Evidence is either a place in a revision or an attestation.
CREATE TABLE facts (
  fact_uid       INTEGER PRIMARY KEY,
  publisher_kind INTEGER NOT NULL CHECK (publisher_kind IN (0, 1)),
  publisher_id   TEXT    NOT NULL,
  fact_id        TEXT    NOT NULL,
  generation     INTEGER NOT NULL CHECK (generation > 0),
  recorded_at    INTEGER NOT NULL REFERENCES commits,
  property       TEXT    NOT NULL,
  operator       INTEGER NOT NULL CHECK (operator BETWEEN 0 AND 6),
  value_kind     INTEGER NOT NULL CHECK (value_kind BETWEEN 0 AND 4),
  value_text     TEXT    NOT NULL,
  caveat         TEXT    NOT NULL,
  approved       INTEGER NOT NULL CHECK (approved IN (0, 1)),
  valid_from     INTEGER,
  valid_until    INTEGER,
  revision_uid   INTEGER REFERENCES revisions,
  clause_id      TEXT,
  byte_begin     INTEGER,
  byte_end       INTEGER,
  attester       TEXT,
  attested_day   INTEGER,
  expire_day     INTEGER,
  statement      TEXT,
  CHECK ((revision_uid IS NULL) = (attester IS NOT NULL)),
  UNIQUE (publisher_kind, publisher_id, fact_id, generation)
) STRICT;

-- The lists of a fact: part 0 members of the value, 1 apps, 2 excepted apps,
-- 3 qualifiers (then `dimension` is set).
CREATE TABLE fact_parts (
  fact_uid  INTEGER NOT NULL REFERENCES facts,
  part      INTEGER NOT NULL CHECK (part BETWEEN 0 AND 3),
  dimension TEXT    NOT NULL,
  member    TEXT    NOT NULL,
  PRIMARY KEY (fact_uid, part, dimension, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_retractions (
  fact_uid    INTEGER PRIMARY KEY REFERENCES facts,
  recorded_at INTEGER NOT NULL REFERENCES commits,
  reason      TEXT    NOT NULL
) STRICT;

-- Responses of writes, for replay under the same request id. Not part of the
-- record: rows older than the replay window are removed.
CREATE TABLE responses (
  request_id     TEXT    NOT NULL PRIMARY KEY,
  request_digest TEXT    NOT NULL,
  response       BLOB    NOT NULL,
  recorded_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER vendors_keep_u BEFORE UPDATE ON vendors BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER vendors_keep_d BEFORE DELETE ON vendors BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER apps_keep_u BEFORE UPDATE ON apps BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER apps_keep_d BEFORE DELETE ON apps BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER policies_keep_u BEFORE UPDATE ON policies BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER policies_keep_d BEFORE DELETE ON policies BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER revisions_keep_u BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER revisions_keep_d BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER sources_keep_u BEFORE UPDATE ON revision_sources BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER sources_keep_d BEFORE DELETE ON revision_sources BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER withdrawals_keep_u BEFORE UPDATE ON revision_withdrawals BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER withdrawals_keep_d BEFORE DELETE ON revision_withdrawals BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER clauses_keep_u BEFORE UPDATE ON clauses BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER clauses_keep_d BEFORE DELETE ON clauses BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER facts_keep_u BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER facts_keep_d BEFORE DELETE ON facts BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER parts_keep_u BEFORE UPDATE ON fact_parts BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER parts_keep_d BEFORE DELETE ON fact_parts BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER retractions_keep_u BEFORE UPDATE ON fact_retractions BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER retractions_keep_d BEFORE DELETE ON fact_retractions BEGIN SELECT RAISE(ABORT, 'append only'); END;
