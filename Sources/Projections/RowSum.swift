import ComplianceState
import LedgerModel
import Merkle

/// A sum over rows, whatever their order: tables that hold the same rows have the same one.
///
/// Each row is hashed with SHA-256 and the hashes are added, so that no table is held in memory. It finds
/// what went wrong by accident; against somebody who chooses rows for their sum it is no proof.
struct RowSum: Equatable {
    private(set) var count: UInt64 = 0
    private var lanes = SIMD4<UInt64>.zero

    mutating func add(_ row: RowBytes) {
        count += 1
        lanes &+= row.hash
    }
}

/// The cells of one row, of each its type as SQLite has it and its value: no two rows have the same bytes.
struct RowBytes {
    private var bytes: [UInt8] = []

    private enum Kind: UInt8 {
        case null = 0
        case integer = 1
        case blob = 2
        case text = 3
    }

    /// Forgets all cells, and keeps the memory.
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func addNull() { bytes.append(Kind.null.rawValue) }

    mutating func add(_ value: Int64) {
        bytes.append(Kind.integer.rawValue)
        append(UInt64(bitPattern: value))
    }

    mutating func add(_ value: Int64?) { if let value { add(value) } else { addNull() } }
    mutating func add(_ value: some FixedWidthInteger) { add(Int64(clamping: value)) }
    mutating func add(code value: UInt8?) { add(value.map { Int64($0) }) }
    mutating func add(flag value: Bool?) { add(value.map { $0 ? Int64(1) : 0 }) }
    mutating func add(_ instant: Timestamp?) { add(instant?.nanoseconds) }
    mutating func add(_ position: GlobalPosition) { add(Int64(clamping: position.value)) }

    mutating func add(_ moment: UserTally.Moment?) {
        add(moment?.at)
        add(moment.map { Int64(clamping: $0.position.value) })
    }

    mutating func add(_ value: Bits128?) {
        guard let value else { return addNull() }
        bytes.append(Kind.blob.rawValue)
        append(16)
        append(value.high)
        append(value.low)
    }

    mutating func add(blob value: [UInt8]) {
        bytes.append(Kind.blob.rawValue)
        append(UInt64(value.count))
        bytes += value
    }

    mutating func add(text value: String) {
        bytes.append(Kind.text.rawValue)
        append(UInt64(value.utf8.count))
        bytes += value.utf8
    }

    /// What a subject is called, in the place of its number.
    mutating func add(_ subject: Subject?) {
        guard let subject else { return addNull() }
        let name = SubjectName(subject)
        add(Int64(name.kind.rawValue))
        add(text: subject.tenant.text)
        add(Int64(name.idKind))
        add(blob: name.id)
    }

    /// A cell as it stands in a table.
    mutating func add(_ statement: RawStatement, _ column: Int32) {
        switch statement.type(column) {
        case .null: addNull()
        case .integer: add(statement.integer(column))
        case .text: add(text: statement.text(column) ?? "")
        case .blob: add(blob: statement.bytes(column) ?? [])
        }
    }

    /// The cells of another row, behind these.
    mutating func add(_ other: RowBytes) { bytes += other.bytes }

    fileprivate var hash: SIMD4<UInt64> {
        SHA256.hash(of: bytes).bytes.withUnsafeBytes { buffer in
            var out = SIMD4<UInt64>.zero
            for lane in 0..<4 {
                out[lane] = buffer.loadUnaligned(fromByteOffset: lane * 8, as: UInt64.self)
            }
            return out
        }
    }

    private mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }
}
