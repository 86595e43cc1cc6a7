/// The name of a column as an export writes it: `CreatedDateTime [UTC]`, `Status_dynamic`.
struct LogAnalyticsName: Sendable {
    /// In which zone an export shows instants.
    enum Zone: Sendable {
        /// It does not say.
        case unsaid
        case utc
        /// Another, or the reader's own.
        case other
    }

    /// The place in ``LogAnalyticsColumn/all``.
    let column: Int
    /// Which of several spellings of one column goes first.
    let rank: Int
    let zone: Zone

    /// Nil for a name that is no column's. Names are compared byte by byte.
    init?(_ name: [UInt8]) {
        var base = name[...]
        var zone = Zone.unsaid
        if base.last == UInt8(ascii: "]"), let bracket = base.lastIndex(of: UInt8(ascii: "[")),
            bracket >= 2, base[bracket - 1] == UInt8(ascii: " ")
        {
            zone = base[(bracket + 1)...].elementsEqual("UTC]".utf8) ? .utc : .other
            base = base[..<(bracket - 1)]
        }
        self.zone = zone
        if let column = LogAnalyticsColumn.index(of: Array(base)) {
            self.column = column
            rank = 0
            return
        }
        for (rank, suffix) in Self.suffixes.enumerated() where base.count > suffix.count {
            guard base.suffix(suffix.count).elementsEqual(suffix),
                let column = LogAnalyticsColumn.index(of: Array(base.dropLast(suffix.count)))
            else { continue }
            self.column = column
            self.rank = rank + 1
            return
        }
        return nil
    }

    /// What a workspace appends to a column's name where its type differs between tables, or came to be known
    /// from values.
    private static let suffixes = ["_dynamic", "_string", "_s", "_g", "_d", "_b", "_t"].map { Array($0.utf8) }
}

extension LogAnalyticsName {
    /// Whether names are those of a table of sign-ins or directory audits: there is an id of a record or of a
    /// flow, one of the columns that every table has, and one that only these have.
    static func areTable(_ names: some Sequence<LogAnalyticsName>) -> Bool {
        var hasID = false
        var isRow = false
        var tells = false
        for name in names {
            let column = LogAnalyticsColumn.all[name.column]
            switch column.place {
            case .table, .category, .envelope: isRow = true
            case .both: hasID = true
            case .signIn, .audit: tells = tells || column.tells
            }
        }
        return hasID && isRow && tells
    }
}
