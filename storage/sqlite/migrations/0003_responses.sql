-- Filled questionnaires, what people decided about their items, and the wordings that
-- they said the meaning of. Like everything that is on record these tables only grow.
-- (`responses`, of the first step, are replies kept for repeated request ids.)

-- Customers' files as they were handed in, each once, in pieces in order: a row is far
-- below the longest that connections accept.
CREATE TABLE response_files (
  sha256  TEXT    NOT NULL CHECK (length(sha256) = 64),
  piece   INTEGER NOT NULL CHECK (piece >= 0),
  content BLOB    NOT NULL,
  UNIQUE (sha256, piece)
) STRICT;

CREATE TABLE questionnaire_responses (
  response_uid  INTEGER PRIMARY KEY,
  vendor_id     TEXT    NOT NULL,
  response_id   TEXT    NOT NULL,
  recorded_at   INTEGER NOT NULL REFERENCES commits,
  app_id        TEXT    NOT NULL,
  questionnaire TEXT    NOT NULL,
  title         TEXT    NOT NULL,
  file_name     TEXT    NOT NULL,
  file_sha256   TEXT    NOT NULL CHECK (length(file_sha256) IN (0, 64)),
  fill_options  BLOB    NOT NULL,
  as_of_day     INTEGER NOT NULL,
  known_at      INTEGER NOT NULL,
  creator       TEXT    NOT NULL,
  item_count    INTEGER NOT NULL,
  UNIQUE (vendor_id, response_id)
) STRICT;
CREATE INDEX responses_by_app ON questionnaire_responses (vendor_id, app_id, response_id);

-- need and stage as numbered in storage/model/response.h. has_answer: whether `answer`
-- holds something, so that items can be counted without their texts.
CREATE TABLE response_items (
  response_uid     INTEGER NOT NULL REFERENCES questionnaire_responses,
  number           INTEGER NOT NULL CHECK (number > 0),
  need             INTEGER NOT NULL CHECK (need BETWEEN 0 AND 7),
  has_answer       INTEGER NOT NULL CHECK (has_answer IN (0, 1)),
  item_id          TEXT    NOT NULL,
  section          TEXT    NOT NULL,
  question         TEXT    NOT NULL,
  location         TEXT    NOT NULL,
  comment_location TEXT    NOT NULL,
  allowed_answers  TEXT    NOT NULL,  -- a JSON list of texts
  writable         INTEGER NOT NULL CHECK (writable IN (0, 1)),
  stage            INTEGER NOT NULL CHECK (stage BETWEEN 0 AND 4),
  answer           TEXT    NOT NULL,
  comment          TEXT    NOT NULL,
  explanation      TEXT    NOT NULL,
  PRIMARY KEY (response_uid, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX items_by_standing ON response_items (response_uid, number, need, has_answer);

CREATE TABLE response_parts (
  response_uid INTEGER NOT NULL,
  number       INTEGER NOT NULL,
  position     INTEGER NOT NULL CHECK (position >= 0),
  question_id  TEXT    NOT NULL,
  opposite     INTEGER NOT NULL CHECK (opposite IN (0, 1)),
  parameters   TEXT    NOT NULL,  -- a JSON object of texts
  reason       TEXT    NOT NULL,
  verdict      INTEGER NOT NULL CHECK (verdict BETWEEN 0 AND 4),
  sentence     TEXT    NOT NULL,
  facts        TEXT    NOT NULL,  -- a JSON list of texts
  PRIMARY KEY (response_uid, number, position),
  FOREIGN KEY (response_uid, number) REFERENCES response_items
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_by_question ON response_parts (response_uid, question_id, number);

-- decision: 0 approved, 1 overridden, 2 reopened. The last one of an item counts.
CREATE TABLE item_reviews (
  review_uid   INTEGER PRIMARY KEY,
  response_uid INTEGER NOT NULL,
  number       INTEGER NOT NULL,
  recorded_at  INTEGER NOT NULL REFERENCES commits,
  decision     INTEGER NOT NULL CHECK (decision BETWEEN 0 AND 2),
  reviewer     TEXT    NOT NULL,
  reviewed_day INTEGER NOT NULL,
  answer       TEXT    NOT NULL,
  comment      TEXT    NOT NULL,
  reason       TEXT    NOT NULL,
  expire_day   INTEGER,
  CHECK ((decision = 1) = (expire_day IS NOT NULL)),
  FOREIGN KEY (response_uid, number) REFERENCES response_items
) STRICT;
CREATE INDEX reviews_by_item
  ON item_reviews (response_uid, number, review_uid, recorded_at);

-- A mapping that was revoked may be recorded again: the next generation.
CREATE TABLE mappings (
  mapping_uid    INTEGER PRIMARY KEY,
  vendor_id      TEXT    NOT NULL,
  mapping_id     TEXT    NOT NULL,
  generation     INTEGER NOT NULL CHECK (generation > 0),
  recorded_at    INTEGER NOT NULL REFERENCES commits,
  wording        TEXT    NOT NULL,
  wording_sha256 TEXT    NOT NULL CHECK (length(wording_sha256) = 64),
  questions      TEXT    NOT NULL,  -- a JSON list of [id, whether the opposite is asked]
  confirmed_by   TEXT    NOT NULL,
  UNIQUE (vendor_id, mapping_id, generation)
) STRICT;

CREATE TABLE mapping_revocations (
  mapping_uid INTEGER PRIMARY KEY REFERENCES mappings,
  recorded_at INTEGER NOT NULL REFERENCES commits,
  revoked_by  TEXT    NOT NULL,
  reason      TEXT    NOT NULL
) STRICT;

CREATE TRIGGER files_keep_u BEFORE UPDATE ON response_files BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER files_keep_d BEFORE DELETE ON response_files BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER filled_keep_u BEFORE UPDATE ON questionnaire_responses BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER filled_keep_d BEFORE DELETE ON questionnaire_responses BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER items_keep_u BEFORE UPDATE ON response_items BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER items_keep_d BEFORE DELETE ON response_items BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER item_parts_keep_u BEFORE UPDATE ON response_parts BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER item_parts_keep_d BEFORE DELETE ON response_parts BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER item_reviews_keep_u BEFORE UPDATE ON item_reviews BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER item_reviews_keep_d BEFORE DELETE ON item_reviews BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER mappings_keep_u BEFORE UPDATE ON mappings BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER mappings_keep_d BEFORE DELETE ON mappings BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER revocations_keep_u BEFORE UPDATE ON mapping_revocations BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER revocations_keep_d BEFORE DELETE ON mapping_revocations BEGIN SELECT RAISE(ABORT, 'append only'); END;
