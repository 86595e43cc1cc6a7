-- Views for reports. Their names and columns are stable; columns may be added.
--
--   *_id        text as the sources write it: a GUID, `entra/<guid>`
--   instants    RFC 3339 in UTC, to a hundred nanoseconds, which is as fine as the sources write
--   states      words of `word`; `unknown` where nothing says it, which is never the same as non-compliant
--
-- `devices` answers for the moment at which it is asked: what is dated in the future shows from its instant.

-- The regions of a state and their codes, as `interval` has them.
CREATE VIEW region AS
    SELECT code AS region, word AS name FROM word WHERE list = 'region';

-- For how long each value held. `object_id` says of or about what: a compliance policy, a message, a person; where a
-- verdict names no policy, and of contacts, bytes that stand for the manager.
-- One row for each value; `to` is NULL while it lasts.
CREATE VIEW device_history AS
    SELECT tenant.text AS tenant_id,
        key.text AS device_id,
        region.name AS region,
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
        CASE WHEN interval.object IS NOT NULL THEN
            lower(substr(hex(interval.object), 1, 8) || '-' || substr(hex(interval.object), 9, 4)
                || '-' || substr(hex(interval.object), 13, 4) || '-' || substr(hex(interval.object), 17, 4)
                || '-' || substr(hex(interval.object), 21)) END AS object_id,
        interval.position AS position,
        interval.end_position AS end_position
    FROM device
    JOIN subject AS key ON key.subject = device.subject
    JOIN tenant ON tenant.tenant = device.tenant
    JOIN interval ON interval.subject = device.subject
    JOIN region ON region.region = interval.region
    LEFT JOIN word ON word.list = 'region/' || region.name AND word.code = interval.value;

-- One row per device that anything is known of now.
CREATE VIEW devices AS
    SELECT tenant.text AS tenant_id,
        key.text AS device_id,
        (SELECT group_concat(alias.text, ' ') FROM subject AS alias WHERE alias.stands_for = device.subject
            AND alias.stands_for <> alias.subject) AS other_ids,
        (SELECT label.text FROM device_label AS label WHERE label.field = 1 AND (label.subject = device.subject
            OR label.subject IN (SELECT alias.subject FROM subject AS alias
                WHERE alias.stands_for = device.subject AND alias.stands_for <> alias.subject))
            ORDER BY label.occurred DESC, label.position DESC LIMIT 1) AS name,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/enrolment' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.enrolment ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 1 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS enrolment,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/broker' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.broker ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 2 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS broker,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/registration' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.registration ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 3 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS registration,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/management' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.management ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 4 AND interval.from_time <= clock.now
                    AND (interval.to_time IS NULL OR interval.to_time > clock.now)
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS management,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/compliance-evaluated' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.evaluated ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 5 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS compliance_evaluated,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/compliance-reported' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.reported ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 6 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS compliance_reported,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/compliance-observed' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.observed ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 7 AND interval.from_time <= clock.now
                    AND (interval.to_time IS NULL OR interval.to_time > clock.now)
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS compliance_observed,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/management-signalled' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.signalled ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 13 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS management_signalled,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/platform' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.platform ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 8 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS platform,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/trust-type' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.trust_type ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 9 AND interval.from_time <= clock.now
                    AND (interval.to_time IS NULL OR interval.to_time > clock.now)
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS trust_type,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/enabled' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.enabled ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 10 AND interval.from_time <= clock.now
                    AND (interval.to_time IS NULL OR interval.to_time > clock.now)
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS enabled,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/ownership' AND word.code =
            CASE WHEN device.last_seen <= clock.now THEN device.ownership ELSE (
                SELECT interval.value FROM interval WHERE interval.subject = device.subject
                    AND interval.region = 14 AND interval.from_time <= clock.now
                ORDER BY interval.from_time DESC, interval.sequence DESC LIMIT 1) END), 'unknown') AS ownership,
        CASE WHEN device.owner IS NOT NULL THEN
            lower(substr(hex(device.owner), 1, 8) || '-' || substr(hex(device.owner), 9, 4)
                || '-' || substr(hex(device.owner), 13, 4) || '-' || substr(hex(device.owner), 17, 4)
                || '-' || substr(hex(device.owner), 21)) END AS owner_id,
        strftime('%Y-%m-%dT%H:%M:%S',
            (device.first_seen - ((device.first_seen % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((device.first_seen % 1000000000) + 1000000000) % 1000000000) / 100) AS first_seen,
        strftime('%Y-%m-%dT%H:%M:%S',
            (device.last_seen - ((device.last_seen % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((device.last_seen % 1000000000) + 1000000000) % 1000000000) / 100) AS last_seen
    FROM device
    JOIN (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000000000 AS now) AS clock
    JOIN subject AS key ON key.subject = device.subject
    JOIN tenant ON tenant.tenant = device.tenant
    WHERE device.first_seen IS NULL OR device.first_seen <= clock.now;

-- One row per decision on access that is in force. `is_compliant` and `is_managed` are as the sign-in
-- presented them: NULL is unknown.
CREATE VIEW sign_ins AS
    SELECT access_decision.position AS position,
        strftime('%Y-%m-%dT%H:%M:%S',
            (access_decision.occurred - ((access_decision.occurred % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((access_decision.occurred % 1000000000) + 1000000000) % 1000000000) / 100) AS occurred,
        strftime('%Y-%m-%dT%H:%M:%S',
            (access_decision.recorded - ((access_decision.recorded % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((access_decision.recorded % 1000000000) + 1000000000) % 1000000000) / 100) AS recorded,
        tenant.text AS tenant_id,
        key.text AS device_id,
        person.text AS user_id,
        (SELECT word.word FROM word WHERE word.list = 'region/sign-in' AND word.code = access_decision.outcome) AS outcome,
        (SELECT word.word FROM word WHERE word.list = 'AccessBasis' AND word.code = access_decision.basis) AS basis,
        (SELECT word.word FROM word WHERE word.list = 'ConditionalAccessStatus' AND word.code = access_decision.status) AS conditional_access,
        access_decision.error_code AS error_code,
        CASE WHEN access_decision.application IS NOT NULL THEN
            lower(substr(hex(access_decision.application), 1, 8) || '-' || substr(hex(access_decision.application), 9, 4)
                || '-' || substr(hex(access_decision.application), 13, 4) || '-' || substr(hex(access_decision.application), 17, 4)
                || '-' || substr(hex(access_decision.application), 21)) END AS application_id,
        (SELECT word.word FROM word WHERE word.list = 'ClientApp' AND word.code = access_decision.client_app) AS client_app,
        access_decision.is_interactive AS is_interactive,
        (SELECT word.word FROM word WHERE word.list = 'AuthenticationRequirement' AND word.code = access_decision.requirement) AS requirement,
        access_decision.is_compliant AS is_compliant,
        access_decision.is_managed AS is_managed,
        (SELECT word.word FROM word WHERE word.list = 'TrustType' AND word.code = access_decision.trust_type) AS trust_type,
        (SELECT word.word FROM word WHERE word.list = 'Platform' AND word.code = access_decision.platform) AS platform,
        CASE WHEN access_decision.correlation IS NOT NULL THEN
            lower(substr(hex(access_decision.correlation), 1, 8) || '-' || substr(hex(access_decision.correlation), 9, 4)
                || '-' || substr(hex(access_decision.correlation), 13, 4) || '-' || substr(hex(access_decision.correlation), 17, 4)
                || '-' || substr(hex(access_decision.correlation), 21)) END AS correlation_id
    FROM access_decision
    JOIN tenant ON tenant.tenant = access_decision.tenant
    LEFT JOIN subject AS key ON key.subject = access_decision.device
    LEFT JOIN subject AS person ON person.subject = access_decision.user
    WHERE access_decision.in_force = 1;

-- One row per person, by the random id that stands for them; names only as long as their private records stand.
CREATE VIEW users AS
    SELECT tenant.text AS tenant_id,
        person.text AS user_id,
        principal.text AS principal_name,
        display.text AS display_name,
        user.granted AS granted,
        user.denied AS denied,
        user.interrupted AS interrupted,
        strftime('%Y-%m-%dT%H:%M:%S',
            (user.granted_at - ((user.granted_at % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((user.granted_at % 1000000000) + 1000000000) % 1000000000) / 100) AS last_granted,
        strftime('%Y-%m-%dT%H:%M:%S',
            (user.denied_at - ((user.denied_at % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((user.denied_at % 1000000000) + 1000000000) % 1000000000) / 100) AS last_denied,
        strftime('%Y-%m-%dT%H:%M:%S',
            (user.factor_at - ((user.factor_at % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((user.factor_at % 1000000000) + 1000000000) % 1000000000) / 100) AS last_factor_satisfied,
        strftime('%Y-%m-%dT%H:%M:%S',
            (user.factor_denied_at - ((user.factor_denied_at % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((user.factor_denied_at % 1000000000) + 1000000000) % 1000000000) / 100) AS last_factor_denied,
        coalesce((SELECT word.word FROM word WHERE word.list = 'region/account' AND word.code = user.enabled), 'unknown') AS account
    FROM user
    JOIN subject AS person ON person.subject = user.subject
    JOIN tenant ON tenant.tenant = user.tenant
    LEFT JOIN user_label AS principal ON principal.subject = user.subject AND principal.field = 1
    LEFT JOIN user_label AS display ON display.subject = user.subject AND display.field = 2;

CREATE VIEW tenants AS
    SELECT tenant.text AS tenant_id,
        tenant.events AS events,
        strftime('%Y-%m-%dT%H:%M:%S',
            (tenant.first_occurred - ((tenant.first_occurred % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((tenant.first_occurred % 1000000000) + 1000000000) % 1000000000) / 100) AS first_occurred,
        strftime('%Y-%m-%dT%H:%M:%S',
            (tenant.last_occurred - ((tenant.last_occurred % 1000000000) + 1000000000) % 1000000000)
            / 1000000000, 'unixepoch')
            || printf('.%07dZ', (((tenant.last_occurred % 1000000000) + 1000000000) % 1000000000) / 100) AS last_occurred,
        (SELECT count(*) FROM device WHERE device.tenant = tenant.tenant) AS devices,
        (SELECT count(*) FROM user WHERE user.tenant = tenant.tenant) AS users
    FROM tenant;

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
    JOIN interval ON interval.subject = subject.subject
    WHERE subject.kind = 3;
