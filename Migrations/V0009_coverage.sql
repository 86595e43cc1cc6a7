-- When sources were reporting. No row depends on the clock: gaps and silences are worked out at the question.

-- A source's events, as they were recorded.
CREATE TABLE source (
    source TEXT PRIMARY KEY,        -- `service:instance`
    events INTEGER NOT NULL,
    first_occurred INTEGER NOT NULL,
    last_occurred INTEGER NOT NULL,
    last_recorded INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a source delivers by a rhythm of its own. `first` and `last` are of the records that stand in an hour.
CREATE TABLE source_feed (
    source TEXT NOT NULL,
    feed INTEGER NOT NULL,          -- `word` has it under `feed`
    records INTEGER NOT NULL,       -- contents of records
    unplaced INTEGER NOT NULL,      -- those of them that stand in no hour
    first INTEGER,
    last INTEGER,
    cursor INTEGER,                 -- the newest instant that they carry
    last_recorded INTEGER NOT NULL,
    PRIMARY KEY (source, feed)
) STRICT, WITHOUT ROWID;

-- The hours in which a feed spoke.
CREATE TABLE source_hour (
    source TEXT NOT NULL,
    feed INTEGER NOT NULL,
    hour INTEGER NOT NULL,          -- since 1970-01-01T00:00:00Z
    records INTEGER NOT NULL,
    PRIMARY KEY (source, feed, hour)
) STRICT, WITHOUT ROWID;

-- One row per feed of a source. Instants are RFC 3339 in UTC, to a hundred nanoseconds. `hours` is in how many
-- hours it spoke. Gaps depend on when one asks: `probity list sources` has them.
CREATE VIEW source_coverage AS
    SELECT source_feed.source AS source,
        (SELECT word.word FROM word WHERE word.list = 'feed' AND word.code = source_feed.feed) AS feed,
        source_feed.records AS records,
        source_feed.unplaced AS unplaced,
        strftime('%Y-%m-%dT%H:%M:%S', source_feed.first / 1000000000, 'unixepoch')
            || printf('.%07dZ', (source_feed.first % 1000000000) / 100) AS first_occurred,
        strftime('%Y-%m-%dT%H:%M:%S', source_feed.last / 1000000000, 'unixepoch')
            || printf('.%07dZ', (source_feed.last % 1000000000) / 100) AS last_occurred,
        strftime('%Y-%m-%dT%H:%M:%S', source_feed.cursor / 1000000000, 'unixepoch')
            || printf('.%07dZ', (source_feed.cursor % 1000000000) / 100) AS cursor,
        strftime('%Y-%m-%dT%H:%M:%S', source_feed.last_recorded / 1000000000, 'unixepoch')
            || printf('.%07dZ', (source_feed.last_recorded % 1000000000) / 100) AS last_recorded,
        (SELECT count(*) FROM source_hour WHERE source_hour.source = source_feed.source
            AND source_hour.feed = source_feed.feed) AS hours
    FROM source_feed;
