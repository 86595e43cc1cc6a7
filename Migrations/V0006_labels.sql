-- Personal names of devices and people: copies out of private records, kept apart so that they can be dropped at
-- any time. Nothing else in this file is personal, and no digest reads these tables.

CREATE TABLE device_label (
    subject INTEGER NOT NULL REFERENCES subject,    -- the key that the record named
    field INTEGER NOT NULL,                         -- 1 name, 2 serial number
    text TEXT NOT NULL,
    occurred INTEGER NOT NULL,                      -- of the newest record that has the field
    position INTEGER NOT NULL,
    PRIMARY KEY (subject, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX device_label_text ON device_label (text);

CREATE TABLE user_label (
    subject INTEGER NOT NULL REFERENCES subject,
    field INTEGER NOT NULL,                         -- 1 principal name, 2 display name
    text TEXT NOT NULL,
    occurred INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (subject, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_label_text ON user_label (text, field);
