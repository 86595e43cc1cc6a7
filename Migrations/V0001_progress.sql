-- How far the tables have read, and the words that codes stand for.
--
-- Everything in this file is computed from the log and can be thrown away. Conventions of all tables:
--   instants   INTEGER, nanoseconds since 1970-01-01T00:00:00Z
--   positions  INTEGER, the 0-based place of an event in the log
--   ids        BLOB of sixteen bytes
--   codes      INTEGER; `word` says what they mean; 0 is unknown
-- The views of the last migration are for reports, and stay; the tables may change with any release.

-- One row. Written in the same transaction as the rows that it vouches for.
CREATE TABLE progress (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    ledger BLOB NOT NULL,           -- the id of the ledger that was read
    revision INTEGER NOT NULL,      -- of the code that wrote the rows
    next INTEGER NOT NULL,          -- the position to be read next
    log_size INTEGER NOT NULL,      -- how many events the log held when it was last looked at
    last_event BLOB                 -- the id of the event before `next`; NULL before the first
) STRICT;

-- What a code means: per region of a state, and per enumeration of the catalogue.
CREATE TABLE word (
    list TEXT NOT NULL,             -- `region/<name>`, or the enumeration's name
    code INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;
