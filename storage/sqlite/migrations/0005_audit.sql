-- The audit log: a chain of entries, each with the digest of the one before, and
-- checkpoints that were signed. Entries are no commits: also calls that were refused are
-- among them, and they have the time of the transaction that wrote them down.

CREATE TABLE audit_entries (
  sequence    INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
  recorded_at INTEGER NOT NULL,
  kind        INTEGER NOT NULL,
  subject     TEXT    NOT NULL,
  credential  TEXT    NOT NULL,
  peer        TEXT    NOT NULL,
  method      TEXT    NOT NULL,
  request_id  TEXT    NOT NULL,
  outcome     TEXT    NOT NULL,
  occurrences INTEGER NOT NULL CHECK (occurrences > 0),
  changes     TEXT    NOT NULL,  -- a JSON list of [name, digest before, digest after]
  previous    TEXT    NOT NULL CHECK (length(previous) = 64),
  digest      TEXT    NOT NULL UNIQUE CHECK (length(digest) = 64)
) STRICT;

CREATE INDEX audit_entries_by_time ON audit_entries (recorded_at);
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, sequence);

CREATE TABLE audit_checkpoints (
  sequence    INTEGER NOT NULL PRIMARY KEY REFERENCES audit_entries,
  recorded_at INTEGER NOT NULL,
  digest      TEXT    NOT NULL,
  key_id      TEXT    NOT NULL,
  signature   TEXT    NOT NULL
) STRICT;

CREATE TRIGGER audit_entries_keep_u BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_entries_keep_d BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_checkpoints_keep_u BEFORE UPDATE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_checkpoints_keep_d BEFORE DELETE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'append only'); END;
