-- That somebody wants a standing fact retracted, where that takes two people. A row belongs
-- to one recording of the fact and, like everything that is on record, stays.
CREATE TABLE fact_proposed_retractions (
  fact_uid     INTEGER PRIMARY KEY REFERENCES facts,
  proposer     TEXT    NOT NULL,
  proposed_day INTEGER NOT NULL,
  reason       TEXT    NOT NULL
) STRICT;

CREATE TRIGGER proposed_retractions_keep_u BEFORE UPDATE ON fact_proposed_retractions BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER proposed_retractions_keep_d BEFORE DELETE ON fact_proposed_retractions BEGIN SELECT RAISE(ABORT, 'append only'); END;
