-- Tokens by which callers are known, and their revocations. Only digests of the secrets
-- are kept. Like everything that is on record these tables only grow.

CREATE TABLE access_tokens (
  token_id    TEXT    NOT NULL PRIMARY KEY CHECK (length(token_id) > 0),
  recorded_at INTEGER NOT NULL REFERENCES commits,
  sha256      TEXT    NOT NULL UNIQUE CHECK (length(sha256) = 64),
  subject     TEXT    NOT NULL CHECK (length(subject) > 0),
  roles       TEXT    NOT NULL,  -- a JSON list of texts
  vendors     TEXT    NOT NULL,  -- a JSON list of ids; empty: all
  note        TEXT    NOT NULL,
  creator     TEXT    NOT NULL,
  expires_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE access_token_revocations (
  token_id    TEXT    NOT NULL PRIMARY KEY REFERENCES access_tokens,
  recorded_at INTEGER NOT NULL REFERENCES commits,
  revoked_by  TEXT    NOT NULL,
  reason      TEXT    NOT NULL
) STRICT;

CREATE TRIGGER tokens_keep_u BEFORE UPDATE ON access_tokens BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER tokens_keep_d BEFORE DELETE ON access_tokens BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER token_revocations_keep_u BEFORE UPDATE ON access_token_revocations BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER token_revocations_keep_d BEFORE DELETE ON access_token_revocations BEGIN SELECT RAISE(ABORT, 'append only'); END;
