import StrictJSON

/// Why a source record was not accepted.
///
/// Holds words of the code only, and lengths: no byte of the record, so it may be logged and stored.
public struct Rejection: Error, Hashable, Sendable {
    /// What was wrong, as stable dotted text: one of ``Code``, or a `json.*` code of the JSON reader.
    public let code: String
    /// The field concerned, by its name at the source.
    public let field: String?
    public let expected: String
    /// A type, a length, or a word of the code.
    public let found: String

    public init(code: String, field: String? = nil, expected: String, found: String) {
        self.code = code
        self.field = field
        self.expected = expected
        self.found = found
    }

    /// The codes of connectors.
    public enum Code: String, CaseIterable, Sendable {
        /// JSON, but neither a record nor anything known.
        case unknownFormat = "record.unknown_format"
        /// Something known that is no record of the formats read.
        case notASourceRecord = "record.not_a_source_record"
        /// A record of another format than the one asked for.
        case formatConflict = "record.format_conflict"
        /// Wrappers stand in one another beyond the limit.
        case wrappedTooDeep = "record.wrapped_too_deep"
        /// Neither an id nor enough to make a key of.
        case missingID = "record.missing_id"
        case missingTenant = "record.missing_tenant"
        /// The record does not say which instance wrote it, nor does the operator.
        case missingInstance = "record.missing_instance"
        case sourceConflict = "record.source_conflict"
        case invalidTime = "record.invalid_time"
        /// A field has another type than its format says.
        case wrongShape = "record.wrong_shape"
        /// A row of a table has another number of cells than its header.
        case wrongColumns = "csv.columns"
        /// A member beside a record or its wrapper's text holds a record too.
        case secondRecord = "record.second_record"
        /// Members stand beside a list of records that no record's evidence would keep.
        case otherMembers = "page.other_members"
        /// Evidence that is read again holds another record, or another content, than it is kept for.
        case otherRecord = "record.other_record"
    }

    init(_ code: Code, field: String? = nil, expected: String, found: String) {
        self.init(code: code.rawValue, field: field, expected: expected, found: found)
    }

    init(_ error: JSONSyntaxError, field: String? = nil) {
        self.init(
            code: error.code.rawValue, field: field, expected: "one JSON value",
            found: "an error at byte \(error.byteOffset)")
    }

    /// The type of a value, and its length.
    static func description(of value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number of \(value.range.count) bytes"
        case .string: "text of \(value.withStringBytes { $0.count } ?? 0) bytes"
        case .array: "a list of \(value.count)"
        case .object: "an object of \(value.count) members"
        }
    }
}

extension Rejection: CustomStringConvertible {
    public var description: String {
        "\(code)\(field.map { " in \($0)" } ?? ""): expected \(expected), found \(found)"
    }
}
