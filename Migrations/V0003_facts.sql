-- What single events say, as it is folded into states.

-- Clustered by what is folded together: regions never decide one another. No foreign key: the numbers are
-- given out by the same transaction, and this is the table that an import fills.
CREATE TABLE fact (
    subject INTEGER NOT NULL,
    region INTEGER NOT NULL,
    occurred INTEGER NOT NULL,
    position INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    value INTEGER NOT NULL,
    object BLOB,
    witness INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    record_key BLOB NOT NULL,
    content_tag BLOB NOT NULL,
    modified INTEGER,
    mapping INTEGER NOT NULL,
    PRIMARY KEY (subject, region, occurred, position, ordinal)
) STRICT, WITHOUT ROWID;

-- Contents of the records that came with more than one; which of them is in force decides what counts.
CREATE TABLE contested_content (
    record_key BLOB NOT NULL,
    content_tag BLOB NOT NULL,
    mapping INTEGER NOT NULL,
    has_modified INTEGER NOT NULL,
    modified INTEGER NOT NULL,      -- 0 where there is none
    stated_tag BLOB,                -- whose events state it where it has none of its own; else NULL
    stated_mapping INTEGER,
    PRIMARY KEY (record_key, content_tag, mapping, has_modified, modified)
) STRICT, WITHOUT ROWID;

-- What any content of such a record speaks of.
CREATE TABLE contested_subject (
    record_key BLOB NOT NULL,
    subject INTEGER NOT NULL,
    PRIMARY KEY (record_key, subject)
) STRICT, WITHOUT ROWID;
