import ComplianceLedger
import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel
import RecordFormat

/// Copies names out of private records into the tables that are kept apart for them.
///
/// The newest record that has a field gives it. A private record that is gone, or is not readable, leaves it
/// out; it never stops a projection.
struct LabelWriter {
    private let ledger: Ledger
    private let devices: Table
    private let users: Table
    private var lastRead: (evidence: PrivateRecordNumber, record: PrivateRecord?)?

    init(_ database: Database, _ ledger: Ledger) throws {
        self.ledger = ledger
        devices = try Table(database, "device_label", [.deviceName, .serialNumber])
        users = try Table(database, "user_label", [.userPrincipalName, .displayName])
    }

    /// One of the two tables.
    private struct Table {
        /// The first is the one that is looked for; the other one is taken along.
        let fields: [PersonalField]
        private let find: RawStatement
        private let insert: RawStatement
        private let confirm: RawStatement

        /// - Parameter name: the code's own.
        init(_ database: Database, _ name: String, _ fields: [PersonalField]) throws {
            self.fields = fields
            find = try RawStatement(
                database, "SELECT occurred, position, text FROM \(name) WHERE subject = ? AND field = ?")
            insert = try RawStatement(
                database,
                "INSERT OR REPLACE INTO \(name) (subject, field, text, occurred, position) VALUES (?, ?, ?, ?, ?)"
            )
            confirm = try RawStatement(
                database, "UPDATE \(name) SET occurred = ?, position = ? WHERE subject = ? AND field = ?")
        }

        /// Whether a record is newer than the one that gave the first field.
        func wants(_ source: LabelSource, _ number: Int64) throws -> Bool {
            find.bind(1, number)
            find.bind(2, 1 as Int64)
            guard try find.step() else { return true }
            defer { find.reset() }
            return isOlder(than: source)
        }

        func write(_ text: String, _ field: PersonalField, _ source: LabelSource, _ number: Int64) throws {
            guard let index = fields.firstIndex(of: field) else { return }
            find.bind(1, number)
            find.bind(2, Int64(index + 1))
            if try find.step() {
                let isOlder = isOlder(than: source)
                let isSame = find.text(2).map { $0.utf8.elementsEqual(text.utf8) } ?? false
                find.reset()
                guard isOlder else { return }
                if isSame {
                    // Most names never change: their index is left alone.
                    confirm.bind(1, source.occurred.nanoseconds)
                    confirm.bind(2, source.position)
                    confirm.bind(3, number)
                    confirm.bind(4, Int64(index + 1))
                    return try confirm.run()
                }
            }
            insert.bind(1, number)
            insert.bind(2, Int64(index + 1))
            insert.bind(3, text: text)
            insert.bind(4, source.occurred.nanoseconds)
            insert.bind(5, source.position)
            try insert.run()
        }

        private func isOlder(than source: LabelSource) -> Bool {
            let occurred = find.time(0)
            return occurred != source.occurred
                ? occurred < source.occurred : find.position(1) < source.position
        }
    }

    mutating func write(
        _ sources: [Subject: [LabelSource]], _ numbers: inout SubjectNumbers, in database: Database
    ) throws {
        // In the order of the private store, where a block holds many records.
        let ordered = sources.sorted { left, right in
            guard let left = left.value.first, let right = right.value.first else { return false }
            return left.evidence < right.evidence
        }
        for (subject, sources) in ordered {
            let number = try numbers.number(of: subject, in: database)
            let table: Table
            if case .device = subject { table = devices } else { table = users }
            for source in sources {
                guard try table.wants(source, number) else { break }
                guard let record = read(source) else { continue }
                var isFound = false
                for (field, text) in Self.names(record, source.parts, table.fields) {
                    try table.write(text, field, source, number)
                    isFound = isFound || field == table.fields[0]
                }
                if isFound { break }
            }
        }
    }

    private mutating func read(_ source: LabelSource) -> PrivateRecord? {
        if let lastRead, lastRead.evidence == source.evidence { return lastRead.record }
        var record: PrivateRecord?
        if let event = try? ledger.event(at: source.position) {
            record = try? ledger.privateRecord(of: event)
        }
        lastRead = (source.evidence, record)
        return record
    }

    /// The first value of each field in the parts.
    private static func names(
        _ record: PrivateRecord, _ parts: [UInt32], _ fields: [PersonalField]
    ) -> [(field: PersonalField, text: String)] {
        var out: [(field: PersonalField, text: String)] = []
        for part in parts {
            for (field, values) in PersonalData.read(part: part, from: record.personal) ?? []
            where fields.contains(field) && !out.contains(where: { $0.field == field }) {
                if let value = values.first { out.append((field, String(decoding: value, as: UTF8.self))) }
            }
        }
        return out
    }
}
