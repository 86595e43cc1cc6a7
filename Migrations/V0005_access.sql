-- Decisions on access, one row each.

CREATE TABLE access_decision (
    position INTEGER PRIMARY KEY,
    tenant INTEGER NOT NULL,
    device INTEGER,                 -- the subject of the key that the sign-in presented
    user INTEGER,
    occurred INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    outcome INTEGER NOT NULL,       -- 1 granted, 2 denied, 3 interrupted
    basis INTEGER,
    status INTEGER,
    error_code INTEGER,
    application BLOB,
    resource BLOB,
    client_app INTEGER,
    is_interactive INTEGER,
    kind INTEGER,
    requirement INTEGER,
    protocol INTEGER,
    is_compliant INTEGER,           -- as the sign-in presented it; NULL where it does not say
    is_managed INTEGER,
    trust_type INTEGER,
    platform INTEGER,
    correlation BLOB,
    policies BLOB,                  -- the policies that were looked at, as the record has them
    policies_omitted INTEGER NOT NULL,
    record_key BLOB NOT NULL,
    content_tag BLOB NOT NULL,
    modified INTEGER,
    mapping INTEGER NOT NULL,
    is_contested INTEGER NOT NULL,  -- whether its record came with more than one content
    in_force INTEGER NOT NULL       -- 0 where another content counts
) STRICT;

CREATE INDEX access_by_tenant ON access_decision (tenant, occurred);
CREATE INDEX access_by_device ON access_decision (device, occurred) WHERE device IS NOT NULL;
CREATE INDEX access_by_user ON access_decision (user, occurred) WHERE user IS NOT NULL;
CREATE INDEX access_contested ON access_decision (record_key) WHERE is_contested = 1;
