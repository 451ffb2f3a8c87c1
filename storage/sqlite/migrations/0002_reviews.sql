-- Who stands for a fact, and which suggestions were refused. Like everything that is on
-- record these tables only ever grow.

-- Facts that were recorded before, or by somebody who did not say, have no row.
CREATE TABLE fact_approvals (
  fact_uid      INTEGER PRIMARY KEY REFERENCES facts,
  reviewer      TEXT    NOT NULL,
  approved_day  INTEGER NOT NULL,
  suggestion_id TEXT    NOT NULL,
  pattern       TEXT    NOT NULL
) STRICT;

CREATE TABLE rejections (
  publisher_kind INTEGER NOT NULL CHECK (publisher_kind IN (0, 1)),
  publisher_id   TEXT    NOT NULL,
  policy_id      TEXT    NOT NULL,
  suggestion_id  TEXT    NOT NULL,
  recorded_at    INTEGER NOT NULL REFERENCES commits,
  clause_id      TEXT    NOT NULL,
  pattern        TEXT    NOT NULL,
  statement      TEXT    NOT NULL,
  reviewer       TEXT    NOT NULL,
  rejected_day   INTEGER NOT NULL,
  reason         TEXT    NOT NULL,
  PRIMARY KEY (publisher_kind, publisher_id, policy_id, suggestion_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER approvals_keep_u BEFORE UPDATE ON fact_approvals BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER approvals_keep_d BEFORE DELETE ON fact_approvals BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER rejections_keep_u BEFORE UPDATE ON rejections BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER rejections_keep_d BEFORE DELETE ON rejections BEGIN SELECT RAISE(ABORT, 'append only'); END;
