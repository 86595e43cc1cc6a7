public import LedgerModel
import StrictJSON

/// Reads Entra's sign-ins and directory audits, as Graph, Azure Monitor and Log Analytics write them.
///
/// Pure: the same bytes and the same context give the same result. No input stops the program; what is not a
/// whole and unambiguous record is rejected with a reason. Time and memory are linear in the record.
public struct EntraConnector: Sendable {
    /// The version of the mapping from records to events. It rises with any change of what a record means.
    public static let mappingRevision = MappingRevision(1)

    /// Wrappers and pages that may stand in one another.
    static let levels = 4

    public init() {}

    /// Reads one source record, as a splitter cuts it from its input: one JSON value, or the header of a
    /// table of comma-separated values with one row of it.
    ///
    /// A record may be wrapped (JSON in a member `message` or `event.original`), and what is wrapped may be a
    /// page or a list. A submission's evidence is the record as received, with its wrapper; where a wrapper
    /// or a page holds several records, each has its own bytes alone, so that no byte is kept twice. If one
    /// of them is rejected, all are.
    ///
    /// Nothing is lost beside what is read: a page with members of its own, a wrapper of a page with more
    /// around it than a shipper's words, and a second record beside a record or its wrapper's text are
    /// rejected whole.
    public func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        Self.read(record, context, readsOthers: false).observing(context.mappings)
    }

    /// - Parameter readsOthers: whether records of ``ManagementKind`` and of the unified log are read, too,
    ///   or are foreign.
    static func read(
        _ record: [UInt8], _ context: ConnectorContext, readsOthers: Bool
    ) -> ReadingResult {
        do throws(Rejection) {
            var unwrapping = Unwrapping(format: context.forcedFormat, readsOthers: readsOthers)
            if let table = LogAnalyticsTable(record) {
                try unwrapping.take(try table.cells(of: record), of: nil, road: .logAnalyticsCSV)
            } else if readsOthers, let table = UnifiedAuditTable(record) {
                let row = try UnifiedAuditRecord(try table.row(of: record))
                try unwrapping.take(row, of: nil, road: .unifiedAuditCSV)
            } else {
                try unwrapping.unwrap(try document(record).root, levels: levels)
            }
            let found = unwrapping.found
            if found.count != 1, let field = unwrapping.crowdedWrapper {
                throw Rejection(
                    .otherMembers, field: field, expected: "one record, or no members beside the list",
                    found: "\(found.count) records")
            }
            var submissions: [Submission] = []
            submissions.reserveCapacity(found.count)
            for one in found {
                submissions.append(
                    try submission(
                        of: one,
                        evidence: found.count == 1 ? record : one.received?.rawBytes ?? record,
                        context: context))
            }
            return .submissions(submissions)
        } catch {
            return .rejected(error)
        }
    }

    /// Whether records that the connector reads can be of a source: `entra:` and a tenant.
    public static func canRead(_ source: SourceName) -> Bool {
        let components = source.components
        guard components.count == 2, components[1] != .slot else { return false }
        return SourceName(.word("entra"), components[1]) == source
    }

    static func document(_ record: [UInt8]) throws(Rejection) -> JSONDocument {
        do throws(JSONSyntaxError) {
            return try JSONDocument(record)
        } catch {
            let first = ASCII.trimmed(record).first
            if let first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") {
                throw Rejection(
                    .notASourceRecord, expected: "a JSON object",
                    found: ManagerBody.isXML(record)
                        ? "XML"
                        : record.contains(UInt8(ascii: ","))
                            ? "comma-separated text" : "text that is not JSON")
            }
            throw Rejection(error)
        }
    }

    private static func submission(
        of found: Unwrapping.Found, evidence: [UInt8], context: ConnectorContext
    ) throws(Rejection) -> Submission {
        switch found.content {
        case .management(let value, let kind):
            return try ManagementMapping.submission(
                of: value, kind: kind, road: found.road, evidence: evidence, context: context)
        case .unified(let record):
            return try RecordMapping.submission(
                of: record, road: found.road, evidence: evidence, context: context)
        case .entra(let value, let format):
            let record = try EntraRecord(value, format: format, road: found.road, context: context)
            var mapping = RecordMapping(record, evidence: evidence)
            switch format {
            case .entraSignIn: try mapping.mapSignIn()
            default: try mapping.mapAudit()
            }
            mapping.note(unreadable: found.unreadable)
            return mapping.finished()
        }
    }
}
