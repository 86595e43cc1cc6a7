-- Records of the unified audit log, which Entra's own logs may have as well.

-- What such a record has in common with others, and whether it gives way to the one that it is the same fact as.
CREATE TABLE twin_copy (
    twin BLOB NOT NULL,             -- the id of the tag that both records carry
    record_key BLOB NOT NULL,       -- of the record of the unified audit log
    gives_way INTEGER NOT NULL,
    PRIMARY KEY (twin, record_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX twin_copy_record ON twin_copy (record_key, gives_way);

-- The ids of each device: for how long records named it by each, whatever became of their content, and the first
-- record that joins the id to another one of the device.
CREATE VIEW device_ids AS
    SELECT tenant.text AS tenant_id,
        main.text AS device_id,
        alias.text AS id,
        (SELECT strftime('%Y-%m-%dT%H:%M:%S',
            (min(fact.occurred) - ((min(fact.occurred) % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((min(fact.occurred) % 1000000000) + 1000000000) % 1000000000) / 100)
            FROM fact WHERE fact.subject = alias.subject) AS first_named,
        (SELECT strftime('%Y-%m-%dT%H:%M:%S',
            (max(fact.occurred) - ((max(fact.occurred) % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((max(fact.occurred) % 1000000000) + 1000000000) % 1000000000) / 100)
            FROM fact WHERE fact.subject = alias.subject) AS last_named,
        (SELECT min(device_binding.position) FROM device_binding
            WHERE device_binding.first = alias.subject OR device_binding.second = alias.subject) AS joined_position
    FROM subject AS alias
    JOIN subject AS main ON main.subject = alias.stands_for
    JOIN tenant ON tenant.tenant = alias.tenant
    WHERE alias.kind = 1;

CREATE INDEX device_binding_first ON device_binding (first);
CREATE INDEX device_binding_second ON device_binding (second);
