public import LedgerModel
import StrictJSON

/// Reads Entra's sign-ins and directory audits, as Graph and Azure Monitor write them.
///
/// Pure: the same bytes and the same context give the same result. No input stops the program; what is not a
/// whole and unambiguous record is rejected with a reason. Time and memory are linear in the record.
public struct EntraConnector: Sendable {
    /// The version of the mapping from records to events. It rises with any change of what a record means.
    public static let mappingRevision = MappingRevision(1)

    /// Wrappers and pages that may stand in one another.
    static let levels = 4

    public init() {}

    /// Reads one source record: one JSON value, as a splitter cuts it from its input.
    ///
    /// A record may be wrapped (JSON in a member `message` or `event.original`), and what is wrapped may be a
    /// page or a list. A submission's evidence is the record as received, with its wrapper; where a wrapper
    /// or a page holds several records, each has its own bytes alone, so that no byte is kept twice. If one
    /// of them is rejected, all are.
    public func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        do throws(Rejection) {
            let document = try Self.document(record)
            var found: [Found] = []
            try Self.unwrap(document.root, levels: Self.levels, format: context.forcedFormat, into: &found)
            var submissions: [Submission] = []
            submissions.reserveCapacity(found.count)
            for one in found {
                submissions.append(
                    try Self.submission(
                        of: one, evidence: found.count == 1 ? record : one.value.rawBytes, context: context))
            }
            return .submissions(submissions)
        } catch {
            return .rejected(error)
        }
    }

    /// A value that is a record.
    private struct Found {
        let value: JSONValue
        let format: SourceFormat
        let road: Road
    }

    private static func document(_ record: [UInt8]) throws(Rejection) -> JSONDocument {
        do throws(JSONSyntaxError) {
            return try JSONDocument(record)
        } catch {
            let first = ASCII.trimmed(record).first
            if let first, first != UInt8(ascii: "{"), first != UInt8(ascii: "[") {
                throw Rejection(
                    .notASourceRecord, expected: "a JSON object",
                    found: record.contains(UInt8(ascii: ","))
                        ? "comma-separated text" : "text that is not JSON")
            }
            throw Rejection(error)
        }
    }

    private static func unwrap(
        _ value: JSONValue, levels: Int, format forced: SourceFormat?, into found: inout [Found]
    ) throws(Rejection) {
        func checkLevels() throws(Rejection) {
            guard levels > 0 else {
                throw Rejection(
                    .wrappedTooDeep, expected: "at most \(Self.levels) wrappers in one another", found: "more"
                )
            }
        }
        switch RecordShape(of: value) {
        case .record(let format, let road):
            guard forced == nil || forced == format else {
                throw Rejection(.formatConflict, expected: forced?.rawValue ?? "", found: format.rawValue)
            }
            found.append(Found(value: value, format: format, road: road))
        case .page(let elements):
            try checkLevels()
            for element in elements { try unwrap(element, levels: levels - 1, format: forced, into: &found) }
        case .wrapper(let inner, let field):
            try checkLevels()
            try unwrap(try opened(inner, field: field), levels: levels - 1, format: forced, into: &found)
        case .foreign(let name):
            throw Rejection(
                .notASourceRecord, expected: "a sign-in or a directory audit record", found: name)
        case .unknown:
            guard value.isObject else {
                throw Rejection(
                    .notASourceRecord, expected: "a JSON object", found: Rejection.description(of: value))
            }
            guard let forced else {
                throw Rejection(
                    .unknownFormat, expected: "a sign-in or a directory audit record",
                    found: Rejection.description(of: value))
            }
            found.append(
                Found(value: value, format: forced, road: value["properties"] == nil ? .graph : .azureMonitor)
            )
        }
    }

    /// What a wrapper holds.
    private static func opened(_ inner: JSONValue, field: String) throws(Rejection) -> JSONValue {
        guard let text = inner.stringBytes else { return inner }
        guard let first = ASCII.trimmed(text).first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else {
            throw Rejection(
                .unknownFormat, field: field, expected: "JSON in text", found: "text of \(text.count) bytes")
        }
        do throws(JSONSyntaxError) {
            return try JSONDocument(text).root
        } catch {
            throw Rejection(error, field: field)
        }
    }

    private static func submission(
        of found: Found, evidence: [UInt8], context: ConnectorContext
    ) throws(Rejection) -> Submission {
        let record = try EntraRecord(found.value, format: found.format, road: found.road, context: context)
        var mapping = RecordMapping(record, evidence: evidence)
        switch found.format {
        case .entraSignIn: try mapping.mapSignIn()
        case .entraAudit: try mapping.mapAudit()
        }
        return mapping.finished()
    }
}
