public import ComplianceState
import GRDB
public import LedgerModel

extension ProjectionStore {
    static let deviceList = """
        SELECT device.subject, key.kind, tenant.text, key.id_kind, key.id, key.text, device.first_seen,
            device.last_seen, device.enrolment, device.broker, device.registration, device.management,
            device.evaluated, device.reported, device.observed, device.signalled, device.platform,
            device.trust_type, device.enabled, device.ownership, device.owner
        FROM device JOIN subject AS key ON key.subject = device.subject
        JOIN tenant ON tenant.tenant = device.tenant
        """

    /// Devices by their ids, at an instant.
    ///
    /// For an instant at or after a device's last fact its row answers; for an earlier one its intervals do.
    /// Cost: one row for each device that is passed over or returned.
    public func devices(_ query: DeviceQuery) throws(ProjectionError) -> DevicePage {
        try onDatabase("list devices") {
            try database.read { database in
                var conditions = ["key.kind = 1"]
                if query.tenant != nil { conditions.append("tenant.text = :tenant") }
                if query.after != nil { conditions.append("(key.text, key.subject) > (:text, :number)") }
                // The names are the code's own: values are bound.
                var named: [(name: String, value: Int64)] = []
                for (region, values) in query.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                    guard let column = DeviceTable.columns[region] else { continue }
                    var names: [String] = []
                    for value in values.sorted(by: { $0.code < $1.code }) {
                        names.append(":\(column)_\(value.code)")
                        named.append(("\(column)_\(value.code)", Int64(value.code)))
                    }
                    conditions.append(
                        "(device.last_seen > :instant OR device.\(column) IN (\(names.joined(separator: ", "))))"
                    )
                }
                let statement = try database.makeStatement(
                    sql: Self.deviceList + " WHERE " + conditions.joined(separator: " AND ")
                        + " ORDER BY key.text, key.subject")
                var arguments: [String: (any DatabaseValueConvertible)?] = [:]
                for (name, value) in named { arguments[name] = value }
                if let tenant = query.tenant { arguments["tenant"] = tenant.text }
                if let after = query.after {
                    arguments["text"] = after.text
                    arguments["number"] = after.number
                }
                if !query.values.isEmpty, conditions.contains(where: { $0.contains(":instant") }) {
                    arguments["instant"] = query.instant.nanoseconds
                }
                try statement.setArguments(StatementArguments(arguments))
                let intervals = try IntervalTable(database)
                var found: [DeviceSummary] = []
                let rows = RawStatement(statement, database)
                defer { rows.reset() }
                while try rows.step() {
                    guard let device = try self.summary(rows, intervals, asOf: query.instant, in: database),
                        query.values.allSatisfy({ entry in
                            device[entry.key].map(entry.value.contains) ?? false
                        })
                    else { continue }
                    if found.count == query.limit {
                        return DevicePage(
                            devices: found,
                            next: found.last.map { DeviceCursor(text: $0.key.text, number: $0.number) })
                    }
                    found.append(device)
                }
                return DevicePage(devices: found, next: nil)
            }
        }
    }

    /// The devices that a text names: an id in any form (`entra/<guid>`, a GUID alone), a serial number, a
    /// device's name, or the principal name of a person who owns or used one. Names are compared byte by
    /// byte.
    public func devices(
        named text: String, tenant: TenantKey? = nil, asOf instant: Timestamp
    ) throws(ProjectionError) -> [DeviceDetail] {
        try onDatabase("find a device") {
            try database.read { database in
                var numbers: Set<Int64> = []
                for (sql, argument) in Self.searches(text) {
                    let statement = try RawStatement(database, sql)
                    statement.bind(1, text: argument)
                    while try statement.step() { numbers.insert(statement.integer(0)) }
                }
                return try numbers.compactMap { try self.detail($0, asOf: instant, in: database) }
                    .filter { tenant == nil || $0.summary.key.tenant == tenant }
                    .sorted { $0.summary.key < $1.summary.key }
            }
        }
    }

    /// The device that a key names; nil where no event names it.
    public func device(_ key: DeviceKey, asOf instant: Timestamp) throws(ProjectionError) -> DeviceDetail? {
        try onDatabase("find a device") {
            try database.read { database in
                guard let number = try self.number(of: .device(key), in: database) else { return nil }
                return try self.detail(number, asOf: instant, in: database)
            }
        }
    }

    static func searches(_ text: String) -> [(sql: String, argument: String)] {
        var out: [(String, String)] = []
        let byText = "SELECT stands_for FROM subject WHERE kind = 1 AND text = ?"
        if let id = Bits128(guid: text) {
            for kind in DeviceIDKind.allCases { out.append((byText, kind.word + "/" + id.guidText)) }
        } else {
            out.append((byText, text))
        }
        let byLabel = """
            SELECT subject.stands_for FROM device_label AS label JOIN subject ON subject.subject = label.subject
            WHERE label.text = ?
            """
        out.append((byLabel, text))
        out.append(
            (
                """
                SELECT key.stands_for FROM user_label AS label
                JOIN subject AS person ON person.subject = label.subject
                JOIN user_device ON user_device.user = label.subject
                JOIN subject AS key ON key.kind = 1 AND key.tenant = person.tenant
                    AND key.id_kind = user_device.id_kind AND key.id = user_device.id
                WHERE label.text = ? AND label.field = 1
                """, text
            ))
        out.append(
            (
                """
                SELECT device.subject FROM user_label AS label
                JOIN subject AS person ON person.subject = label.subject
                JOIN device ON device.owner = person.id AND device.tenant = person.tenant
                WHERE label.text = ? AND label.field = 1
                """, text
            ))
        return out
    }

    /// The number under which a subject's state stands; nil where no event names it.
    func number(of subject: Subject, in database: Database) throws -> Int64? {
        let find = try RawStatement(
            database,
            """
            SELECT stands_for FROM subject JOIN tenant ON tenant.tenant = subject.tenant
            WHERE kind = ? AND tenant.text = ? AND id_kind = ? AND id = ?
            """)
        let name = SubjectName(subject)
        name.bind(find, tenant: 0)
        find.bind(2, text: subject.tenant.text)
        guard try find.step() else { return nil }
        defer { find.reset() }
        return find.integer(0)
    }

    private func detail(_ number: Int64, asOf instant: Timestamp, in database: Database) throws
        -> DeviceDetail?
    {
        let find = try RawStatement(database, Self.deviceList + " WHERE device.subject = ?")
        find.bind(1, number)
        guard try find.step() else { return nil }
        let table = try IntervalTable(database)
        guard let summary = try summary(find, table, asOf: instant, in: database, isPresent: true) else {
            find.reset()
            return nil
        }
        find.reset()
        let aliases = try RawStatement(
            database,
            """
            SELECT key.kind, tenant.text, key.id_kind, key.id, label.text FROM subject AS key
            JOIN tenant ON tenant.tenant = key.tenant
            LEFT JOIN device_label AS label ON label.subject = key.subject AND label.field = 2
            WHERE key.subject = ?1
                OR key.subject IN (SELECT subject FROM subject WHERE stands_for = ?1 AND stands_for <> subject)
            """)
        aliases.bind(1, number)
        var keys: [DeviceKey] = []
        var serials: Set<String> = []
        while try aliases.step() {
            if case .device(let key)? = SubjectNumbers.subject(aliases) { keys.append(key) }
            if let serial = aliases.text(4) { serials.insert(serial) }
        }
        return DeviceDetail(
            summary: summary, keys: keys.sorted(), intervals: try table.read(number),
            serialNumbers: serials.sorted())
    }

    /// A row of ``deviceList`` at an instant; nil where nothing was known of the device yet.
    private func summary(
        _ row: RawStatement, _ intervals: IntervalTable, asOf instant: Timestamp, in database: Database,
        isPresent: Bool = false
    ) throws -> DeviceSummary? {
        guard case .device(let key)? = SubjectNumbers.subject(row, from: 1) else { return nil }
        let number = row.integer(0)
        var values = DeviceSummary.Row(
            firstSeen: row.optionalTime(6), lastSeen: row.optionalTime(7),
            values: DeviceTable.regions.indices.map {
                RegionValue(code: UInt16(truncatingIfNeeded: row.integer(Int32(8 + $0))))
            },
            owner: row.bits(20).map { IdentityID($0) })
        if let first = values.firstSeen, first > instant, !isPresent { return nil }
        if let last = values.lastSeen, last > instant {
            values = DeviceSummary.Row(try intervals.read(number), asOf: instant)
        }
        return DeviceSummary(key: key, row: values, name: try name(number, in: database), number: number)
    }

    /// The newest name under any of a device's keys.
    private func name(_ number: Int64, in database: Database) throws -> String? {
        let statement = try RawStatement(
            database,
            """
            SELECT text FROM device_label WHERE field = 1 AND (subject = ?1
                OR subject IN (SELECT subject FROM subject WHERE stands_for = ?1 AND stands_for <> subject))
            ORDER BY occurred DESC, position DESC LIMIT 1
            """)
        statement.bind(1, number)
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return statement.text(0)
    }
}
