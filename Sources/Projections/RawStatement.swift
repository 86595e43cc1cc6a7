import GRDB
import GRDBSQLite
import LedgerModel

/// A prepared statement, bound and stepped where SQLite keeps it.
///
/// Values are bound by their 1-based place and read by their 0-based column. Must not leave the access to the
/// database that it was prepared in. A statement's text stands in the code, and values are only ever bound.
struct RawStatement {
    /// Keeps the pointer valid.
    private let owner: Statement
    private let raw: OpaquePointer
    private let connection: OpaquePointer?

    init(_ database: Database, _ sql: String) throws {
        owner = try database.cachedStatement(sql: sql)
        raw = owner.sqliteStatement
        connection = database.sqliteConnection
        // A cached statement may stand where its last user left it.
        sqlite3_reset(raw)
    }

    /// Takes a statement whose values are bound already.
    init(_ statement: Statement, _ database: Database) {
        owner = statement
        raw = statement.sqliteStatement
        connection = database.sqliteConnection
    }

    @inline(__always)
    func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(raw, place, value) }

    @inline(__always)
    func bind(_ place: Int32, _ value: Int64?) {
        if let value { sqlite3_bind_int64(raw, place, value) } else { sqlite3_bind_null(raw, place) }
    }

    @inline(__always)
    func bind(_ place: Int32, code value: UInt8?) { bind(place, value.map { Int64($0) }) }

    @inline(__always)
    func bind(_ place: Int32, flag value: Bool?) { bind(place, value.map { $0 ? Int64(1) : 0 }) }

    @inline(__always)
    func bind(_ place: Int32, _ value: GlobalPosition) { bind(place, Int64(clamping: value.value)) }

    func bind(_ place: Int32, _ value: Bits128?) {
        guard let value else {
            sqlite3_bind_null(raw, place)
            return
        }
        withUnsafeBytes(of: (value.high.bigEndian, value.low.bigEndian)) { bytes in
            _ = sqlite3_bind_blob(raw, place, bytes.baseAddress, 16, Self.transient)
        }
    }

    func bind(_ place: Int32, _ value: [UInt8]) {
        value.withUnsafeBytes { bytes in
            // A blob without an address would be NULL.
            if bytes.isEmpty {
                _ = sqlite3_bind_zeroblob(raw, place, 0)
            } else {
                _ = sqlite3_bind_blob64(raw, place, bytes.baseAddress, UInt64(bytes.count), Self.transient)
            }
        }
    }

    func bind(_ place: Int32, text value: String?) {
        guard let value else {
            sqlite3_bind_null(raw, place)
            return
        }
        var copy = value
        copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                if let start = characters.baseAddress {
                    _ = sqlite3_bind_text64(
                        raw, place, start, UInt64(characters.count), Self.transient, UInt8(SQLITE_UTF8))
                } else {
                    _ = sqlite3_bind_text(raw, place, "", 0, Self.transient)
                }
            }
        }
    }

    /// Goes to the next row; false, and back before the first, where there is none.
    @inline(__always)
    func step() throws -> Bool {
        let result = sqlite3_step(raw)
        if result == SQLITE_ROW { return true }
        sqlite3_reset(raw)
        guard result == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: result),
                message: connection.map { String(cString: sqlite3_errmsg($0)) })
        }
        return false
    }

    /// Runs a statement that gives no rows.
    @inline(__always)
    func run() throws { _ = try step() }

    /// Gives up the rows that were not read.
    func reset() { sqlite3_reset(raw) }

    @inline(__always)
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

    @inline(__always)
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

    /// What SQLite holds in a column; a number with a fraction, which no table has, is none of them.
    enum CellType { case null, integer, text, blob }

    func type(_ column: Int32) -> CellType {
        switch sqlite3_column_type(raw, column) {
        case SQLITE_INTEGER: .integer
        case SQLITE_TEXT: .text
        case SQLITE_NULL: .null
        default: .blob
        }
    }

    var columnCount: Int32 { sqlite3_column_count(raw) }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func time(_ column: Int32) -> Timestamp { Timestamp(nanoseconds: integer(column)) }

    func optionalTime(_ column: Int32) -> Timestamp? {
        optionalInteger(column).map { Timestamp(nanoseconds: $0) }
    }

    func position(_ column: Int32) -> GlobalPosition { GlobalPosition(UInt64(clamping: integer(column))) }

    func code(_ column: Int32) -> UInt8 { UInt8(truncatingIfNeeded: integer(column)) }

    /// Nil for NULL, and for what has not sixteen bytes.
    func bits(_ column: Int32) -> Bits128? {
        guard let start = sqlite3_column_blob(raw, column), sqlite3_column_bytes(raw, column) == 16 else {
            return nil
        }
        return Bits128(UnsafeRawBufferPointer(start: start, count: 16))
    }

    func bytes(_ column: Int32) -> [UInt8]? {
        guard !isNull(column) else { return nil }
        guard let start = sqlite3_column_blob(raw, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, column))))
    }

    func text(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(raw, column) else { return nil }
        let count = Int(sqlite3_column_bytes(raw, column))
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// SQLite copies what is bound so.
    private static var transient: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
