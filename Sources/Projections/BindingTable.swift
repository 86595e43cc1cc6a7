import ComplianceState
import GRDB
import LedgerModel

/// The rows of `device_binding`, and which subject each key stands for.
struct BindingTable {
    private let database: Database
    private let insert: RawStatement
    private let find: RawStatement
    private let moveOne: RawStatement
    private let moveOthers: RawStatement

    init(_ database: Database) throws {
        self.database = database
        insert = try RawStatement(database, "INSERT INTO device_binding VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        find = try RawStatement(database, "SELECT 1 FROM device_binding WHERE record_key = ? LIMIT 1")
        moveOne = try RawStatement(database, "UPDATE subject SET stands_for = ? WHERE subject = ?")
        moveOthers = try RawStatement(
            database, "UPDATE subject SET stands_for = ? WHERE stands_for = ? AND stands_for <> subject")
    }

    func add(_ binding: Binding, ordinal: Int64, _ first: Int64, _ second: Int64) throws {
        insert.bind(1, binding.position)
        insert.bind(2, ordinal)
        insert.bind(3, first)
        insert.bind(4, second)
        insert.bind(5, binding.recordKey.bits)
        insert.bind(6, binding.contentTag.bits)
        insert.bind(7, binding.modified?.nanoseconds)
        insert.bind(8, Int64(binding.mappingRevision.value))
        try insert.run()
    }

    func hasBinding(of key: RecordKey) throws -> Bool {
        find.bind(1, key.bits)
        defer { find.reset() }
        return try find.step()
    }

    /// All bindings, in force or not.
    func all() throws -> [(first: Int64, second: Int64, content: ContestedRecords.Content)] {
        let statement = try RawStatement(
            database, "SELECT first, second, record_key, content_tag, modified, mapping FROM device_binding")
        var out: [(Int64, Int64, ContestedRecords.Content)] = []
        while try statement.step() {
            guard let key = statement.bits(2), let tag = statement.bits(3) else { continue }
            out.append(
                (
                    statement.integer(0), statement.integer(1),
                    ContestedRecords.Content(
                        key: RecordKey(key), tag: ContentTag(tag), modified: statement.optionalTime(4),
                        mapping: MappingRevision(UInt32(truncatingIfNeeded: statement.integer(5))))
                ))
        }
        return out
    }

    /// Lets a key stand for a subject.
    func move(_ key: Int64, to subject: Int64) throws {
        moveOne.bind(1, subject)
        moveOne.bind(2, key)
        try moveOne.run()
    }

    /// Lets all keys of a device stand for another one.
    func moveAll(from absorbed: Int64, to canonical: Int64) throws {
        moveOthers.bind(1, canonical)
        moveOthers.bind(2, absorbed)
        try moveOthers.run()
        try move(absorbed, to: canonical)
    }
}
