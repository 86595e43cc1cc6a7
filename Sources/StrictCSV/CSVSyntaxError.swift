/// Why bytes are not a record of a table, and where.
///
/// Carries no byte of the input, so it may be logged and stored.
public struct CSVSyntaxError: Error, Hashable, Sendable {
    /// What was wrong. The raw value is stable: it stands in quarantine records.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A quote inside of a cell that does not begin with one, or something else than a comma or the end
        /// of the line behind a closing quote.
        case quote = "csv.quote"
        /// The input ends inside a quoted cell.
        case unterminated = "csv.unterminated"
        /// More cells than the limit.
        case tooManyCells = "csv.too_many_cells"
        /// The record holds bytes that are not UTF-8.
        case utf8 = "csv.utf8"
    }

    public let code: Code
    /// 0-based offset into the whole buffer that was handed in.
    public let byteOffset: Int

    public init(_ code: Code, at byteOffset: Int) {
        self.code = code
        self.byteOffset = byteOffset
    }
}

extension CSVSyntaxError: CustomStringConvertible {
    public var description: String { "\(code.rawValue) at byte \(byteOffset)" }
}
