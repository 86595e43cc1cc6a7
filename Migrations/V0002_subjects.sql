-- What facts are about, under small numbers that mean nothing outside this file.

CREATE TABLE tenant (
    tenant INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,      -- a GUID, or a short name
    events INTEGER NOT NULL DEFAULT 0,
    first_occurred INTEGER,
    last_occurred INTEGER
) STRICT;

-- Events by the first word of their type, as they were recorded.
CREATE TABLE tenant_family (
    tenant INTEGER NOT NULL REFERENCES tenant,
    family TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (tenant, family)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (
    subject INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,          -- 1 device key, 2 user, 3 policy, 4 application, 5 the tenant itself,
                                    -- 6 a partner's connection, 7 a subscription
    tenant INTEGER NOT NULL REFERENCES tenant,
    id_kind INTEGER NOT NULL,       -- of a device: 1 entra, 2 entra-object, 3 intune, 4 hardware; else 0
    id BLOB NOT NULL,               -- empty for the tenant itself
    text TEXT NOT NULL,             -- `entra/<guid>` for a device, a GUID for others
    stands_for INTEGER NOT NULL,    -- of a device: the subject whose rows hold its state; else itself
    UNIQUE (kind, tenant, id_kind, id)
) STRICT;

CREATE INDEX subject_text ON subject (text, kind);
-- The other keys of a device.
CREATE INDEX subject_alias ON subject (stands_for) WHERE stands_for <> subject;

-- Records saying that two keys are one device's.
CREATE TABLE device_binding (
    position INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    first INTEGER NOT NULL REFERENCES subject,
    second INTEGER NOT NULL REFERENCES subject,
    record_key BLOB NOT NULL,
    content_tag BLOB NOT NULL,
    modified INTEGER,
    mapping INTEGER NOT NULL,
    PRIMARY KEY (position, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX device_binding_record ON device_binding (record_key);
