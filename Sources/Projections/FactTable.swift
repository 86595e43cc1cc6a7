import ComplianceState
import GRDB
import LedgerModel

/// The rows of `fact`.
struct FactTable {
    private let insert: RawStatement
    private let ofSubject: RawStatement
    private let ofRegion: RawStatement

    static let columns = """
        region, occurred, position, ordinal, value, object, witness, reporter, detail, record_key, content_tag,
        modified, mapping
        """

    init(_ database: Database) throws {
        insert = try RawStatement(
            database,
            "INSERT INTO fact (\(Self.columns), subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        ofSubject = try RawStatement(database, "SELECT \(Self.columns) FROM fact WHERE subject = ?")
        ofRegion = try RawStatement(
            database, "SELECT \(Self.columns) FROM fact WHERE subject = ? AND region = ?")
    }

    func add(_ fact: Fact, subject: Int64) throws {
        insert.bind(1, Int64(fact.region.rawValue))
        insert.bind(2, fact.occurred.nanoseconds)
        insert.bind(3, fact.position)
        insert.bind(4, Int64(fact.ordinal))
        insert.bind(5, Int64(fact.value.code))
        insert.bind(6, fact.object)
        insert.bind(7, Int64(fact.witnessCode))
        insert.bind(8, Int64(fact.reporterCode))
        insert.bind(9, Int64(fact.detail))
        insert.bind(10, fact.recordKey.bits)
        insert.bind(11, fact.contentTag.bits)
        insert.bind(12, fact.modified?.nanoseconds)
        insert.bind(13, Int64(fact.mappingRevision.value))
        insert.bind(14, subject)
        try insert.run()
    }

    /// Appends all facts of a subject, or those of one region of it.
    func read(_ subject: Int64, _ region: Region? = nil, into out: inout [Fact]) throws {
        let statement = region == nil ? ofSubject : ofRegion
        statement.bind(1, subject)
        if let region { statement.bind(2, Int64(region.rawValue)) }
        while try statement.step() {
            guard let region = Region(rawValue: statement.code(0)), let key = statement.bits(9),
                let tag = statement.bits(10)
            else { continue }
            out.append(
                Fact(
                    occurred: statement.time(1), position: statement.position(2), ordinal: statement.code(3),
                    recordKey: RecordKey(key), contentTag: ContentTag(tag),
                    modified: statement.optionalTime(11),
                    mappingRevision: MappingRevision(UInt32(truncatingIfNeeded: statement.integer(12))),
                    region: region,
                    value: RegionValue(code: UInt16(truncatingIfNeeded: statement.integer(4))),
                    object: statement.bits(5), witnessCode: statement.code(6),
                    reporterCode: statement.code(7),
                    detail: statement.code(8)))
        }
    }
}
