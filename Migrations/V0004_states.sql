-- States, folded from the facts. No row depends on the clock: what is dated in the future stands here with its
-- instant, and whoever asks says for when.

-- For how long a value held in a region of a subject, and what says so.
CREATE TABLE interval (
    subject INTEGER NOT NULL,
    region INTEGER NOT NULL,
    track BLOB NOT NULL,            -- the object, in regions where several hold at once; else empty
    sequence INTEGER NOT NULL,      -- from 0, in the order of the fold
    value INTEGER NOT NULL,
    object BLOB,
    detail INTEGER NOT NULL,
    witness INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    from_time INTEGER NOT NULL,
    position INTEGER NOT NULL,      -- of the event that began it
    to_time INTEGER,                -- NULL while it lasts
    end_position INTEGER,
    confirmed INTEGER NOT NULL,     -- when it was last said again
    confirmed_position INTEGER NOT NULL,
    facts INTEGER NOT NULL,         -- how many say it
    PRIMARY KEY (subject, region, track, sequence)
) STRICT, WITHOUT ROWID;

-- One row per device, under the key that stands for it: the codes that hold from `last_seen` on. For an earlier
-- instant the intervals say what held.
CREATE TABLE device (
    subject INTEGER PRIMARY KEY REFERENCES subject,
    tenant INTEGER NOT NULL REFERENCES tenant,
    first_seen INTEGER,             -- the first instant of its intervals; NULL where only its keys are known
    last_seen INTEGER,              -- the last instant that any of them was said
    enrolment INTEGER NOT NULL,
    broker INTEGER NOT NULL,
    registration INTEGER NOT NULL,
    management INTEGER NOT NULL,
    evaluated INTEGER NOT NULL,
    reported INTEGER NOT NULL,
    observed INTEGER NOT NULL,
    signalled INTEGER NOT NULL,
    platform INTEGER NOT NULL,
    trust_type INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    ownership INTEGER NOT NULL,
    owner BLOB                      -- the identity of the registered owner
) STRICT;

CREATE INDEX device_observed ON device (observed, tenant);
CREATE INDEX device_tenant ON device (tenant);

-- One row per person: what all known facts amount to, valid from `last_occurred` on.
CREATE TABLE user (
    subject INTEGER PRIMARY KEY REFERENCES subject,
    tenant INTEGER NOT NULL REFERENCES tenant,
    last_occurred INTEGER,
    granted INTEGER NOT NULL,
    denied INTEGER NOT NULL,
    interrupted INTEGER NOT NULL,
    granted_at INTEGER,
    granted_position INTEGER,
    denied_at INTEGER,
    denied_position INTEGER,
    factor_at INTEGER,
    factor_position INTEGER,
    factor_denied_at INTEGER,
    factor_denied_position INTEGER,
    methods INTEGER NOT NULL,       -- bit n for the method of code n; bit 0 for one that no record names
    enabled INTEGER NOT NULL
) STRICT;

CREATE INDEX user_tenant ON user (tenant);

-- Which devices a person signed in with.
CREATE TABLE user_device (
    user INTEGER NOT NULL REFERENCES user,
    id_kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    first_at INTEGER NOT NULL,
    first_position INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    sign_ins INTEGER NOT NULL,
    PRIMARY KEY (user, id_kind, id)
) STRICT, WITHOUT ROWID;
