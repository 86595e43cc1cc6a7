-- What administrators configure: policies, partners' connections and subscriptions. As for all views their names
-- and columns are stable; columns may be added.
--
-- All of it is as it was last seen: a snapshot says how things stood when it was read, never how they stand now.

-- As before, of conditional access policies alone.
DROP VIEW policies;

-- For how long each conditional access policy stood as it did; `to` is NULL while it lasts.
CREATE VIEW policies AS
    SELECT tenant.text AS tenant_id,
        subject.text AS policy_id,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/policy' AND word.code = interval.value), 'unknown') AS state,
        (SELECT word.word FROM word WHERE word.list = 'GrantOperator' AND word.code = interval.detail) AS grant_operator,
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.from_time - ((interval.from_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.from_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "from",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.to_time - ((interval.to_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.to_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "to",
        interval.position AS position
    FROM subject
    JOIN tenant ON tenant.tenant = subject.tenant
    JOIN interval ON interval.subject = subject.subject AND interval.region = 64
    WHERE subject.kind = 3;

-- For how long to what and to whom a policy of either kind applied was the same; what that was, the event at
-- `position` says. `is_partial` is 1 where the record had an older form, of which not all is read.
CREATE VIEW policy_scopes AS
    SELECT tenant.text AS tenant_id,
        subject.text AS policy_id,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/policy-scope' AND word.code = interval.value), 'unknown') AS state,
        interval.detail AS is_partial,
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.from_time - ((interval.from_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.from_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "from",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.to_time - ((interval.to_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.to_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "to",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.confirmed - ((interval.confirmed % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.confirmed % 1000000000) + 1000000000) % 1000000000) / 100) AS last_confirmed,
        interval.position AS position
    FROM subject
    JOIN tenant ON tenant.tenant = subject.tenant
    JOIN interval ON interval.subject = subject.subject AND interval.region = 68
    WHERE subject.kind = 3;

-- For how long each compliance policy was there in one version; `to` is NULL while it lasts.
CREATE VIEW compliance_policies AS
    SELECT tenant.text AS tenant_id,
        subject.text AS policy_id,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/compliance-policy' AND word.code = interval.value), 'unknown') AS state,
        (SELECT word.word FROM word WHERE word.list = 'Platform' AND word.code = interval.detail AND word.code <> 0) AS platform,
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.from_time - ((interval.from_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.from_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "from",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.to_time - ((interval.to_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.to_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "to",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.confirmed - ((interval.confirmed % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.confirmed % 1000000000) + 1000000000) % 1000000000) / 100) AS last_confirmed,
        interval.position AS position
    FROM subject
    JOIN tenant ON tenant.tenant = subject.tenant
    JOIN interval ON interval.subject = subject.subject AND interval.region = 69
    WHERE subject.kind = 3;

-- One row per partner's connection that anything is known of now; NULL where nothing says it.
CREATE VIEW connections AS
    SELECT tenant.text AS tenant_id,
        subject.text AS connection_id,
        (SELECT word.word FROM word WHERE word.list = 'PartnerKind' AND word.code = (
                SELECT interval.detail FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 96 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)) AS kind,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/connection-state' AND word.code = (
                SELECT interval.value FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 96 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)), 'unknown') AS state,
        (SELECT word.word FROM word WHERE word.list = 'region/connection-platform' AND word.code = (
                SELECT interval.value FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 97
                    AND interval.track = x'00000000000000000000000000000003' AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)) AS ios,
        (SELECT word.word FROM word WHERE word.list = 'region/connection-platform' AND word.code = (
                SELECT interval.value FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 97
                    AND interval.track = x'00000000000000000000000000000005' AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)) AS android,
        (SELECT word.word FROM word WHERE word.list = 'region/connection-platform' AND word.code = (
                SELECT interval.value FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 97
                    AND interval.track = x'00000000000000000000000000000002' AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)) AS macos,
        (SELECT word.word FROM word WHERE word.list = 'region/connection-platform' AND word.code = (
                SELECT interval.value FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 97
                    AND interval.track = x'00000000000000000000000000000001' AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)) AS windows,
        (SELECT word.word FROM word WHERE word.list = 'region/connection-configured' AND word.code = (
                SELECT interval.value FROM interval WHERE interval.subject = subject.subject
                    AND interval.region = 104 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1)) AS is_configured,
        strftime('%Y-%m-%dT%H:%M:%S',
            ((SELECT interval.confirmed FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 98 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) - (((SELECT interval.confirmed FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 98 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', ((((SELECT interval.confirmed FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 98 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) % 1000000000) + 1000000000) % 1000000000) / 100) AS last_heartbeat,
        strftime('%Y-%m-%dT%H:%M:%S',
            ((SELECT interval.from_time FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 96 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) - (((SELECT interval.from_time FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 96 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', ((((SELECT interval.from_time FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 96 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) % 1000000000) + 1000000000) % 1000000000) / 100) AS state_since,
        (SELECT interval.position FROM interval WHERE interval.subject = subject.subject
            AND interval.region = 96 AND interval.from_time <= clock.now
            ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) AS position
    FROM subject
    JOIN (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000000000 AS now) AS clock
    JOIN tenant ON tenant.tenant = subject.tenant
    WHERE subject.kind = 6 AND EXISTS (SELECT 1 FROM interval
        WHERE interval.subject = subject.subject AND interval.from_time <= clock.now);

-- For how long each value of a connection held, region by region; `platform` where there is one for each.
CREATE VIEW connection_history AS
    SELECT tenant.text AS tenant_id,
        subject.text AS connection_id,
        region.name AS region,
        CASE WHEN interval.region = 97 THEN (SELECT word.word FROM word WHERE word.list = 'Platform'
            AND hex(interval.object) = printf('%032X', word.code)) END AS platform,
        coalesce(word.word, 'unknown') AS value,
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.from_time - ((interval.from_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.from_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "from",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.to_time - ((interval.to_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.to_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "to",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.confirmed - ((interval.confirmed % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.confirmed % 1000000000) + 1000000000) % 1000000000) / 100) AS last_confirmed,
        interval.facts AS facts,
        interval.position AS position,
        interval.end_position AS end_position
    FROM subject
    JOIN tenant ON tenant.tenant = subject.tenant
    JOIN interval ON interval.subject = subject.subject
    JOIN region ON region.region = interval.region
    LEFT JOIN word ON word.list = 'region/' || region.name AND word.code = interval.value
    WHERE subject.kind = 6;

-- For how long each subscription of a tenant was seen with the same units and plans.
CREATE VIEW subscriptions AS
    SELECT tenant.text AS tenant_id,
        subject.text AS sku_id,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/subscription' AND word.code = interval.value), 'unknown') AS status,
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.from_time - ((interval.from_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.from_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "from",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.to_time - ((interval.to_time % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.to_time % 1000000000) + 1000000000) % 1000000000) / 100) AS "to",
        strftime('%Y-%m-%dT%H:%M:%S',
            (interval.confirmed - ((interval.confirmed % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((interval.confirmed % 1000000000) + 1000000000) % 1000000000) / 100) AS last_confirmed,
        interval.position AS position
    FROM subject
    JOIN tenant ON tenant.tenant = subject.tenant
    JOIN interval ON interval.subject = subject.subject AND interval.region = 105
    WHERE subject.kind = 7;
