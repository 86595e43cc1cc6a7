import DeterministicCBOR
public import LedgerModel
import Merkle
import RecordFormat

/// What opening after a crash cut from the log: bytes behind the last whole batch, of which nobody was told.
public struct LedgerRecovery: Hashable, Sendable {
    /// Of the event that says so; nil where the next opening for writing will.
    public var position: GlobalPosition?
    public var recorded: Timestamp?
    public var byteCount: UInt64
    /// The first position of the segment that was cut, and where in it the cut bytes began.
    public var segment: UInt64
    public var byteOffset: UInt64
    /// SHA-256 of the cut bytes, in hexadecimal.
    public var digest: String
}

extension Ledger {
    /// All recoveries, in the order of their events; behind them those that no event tells yet.
    ///
    /// Reads the index and the events themselves.
    public func recoveries() throws(LedgerError) -> [LedgerRecovery] {
        var out: [LedgerRecovery] = []
        let type = EventType("ledger.recovered")
        for position in try candidates(type: type) {
            let event = try event(at: position)
            guard event.type == type, let cut = Self.cut(event.data) else { continue }
            var recovery = cut
            recovery.position = position
            recovery.recorded = event.recorded
            out.append(recovery)
        }
        let told = Set(out.map(\.digest))
        for cut in try PendingRecovery.read(layout, files: environment.files).cuts {
            let digest = Self.hexadecimal(Array(cut.digest.bytes))
            // An event may be durable already while the file is still there.
            guard !told.contains(digest) else { continue }
            out.append(
                LedgerRecovery(
                    position: nil, recorded: nil, byteCount: UInt64(cut.byteCount), segment: cut.segment,
                    byteOffset: cut.byteOffset, digest: digest))
        }
        return out
    }

    /// What an event's data says; nil where it says less than all of it. Fields that are not known are passed
    /// over: a later revision may have more.
    private static func cut(_ data: [UInt8]) -> LedgerRecovery? {
        var bytes: UInt64?
        var digest: String?
        var segment: UInt64?
        var byteOffset: UInt64?
        data.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            guard let count = try? reader.readMapHeader() else { return }
            for _ in 0..<count {
                guard let key = try? reader.readUnsigned() else { return }
                switch key {
                case 1: bytes = try? reader.readUnsigned()
                case 2: digest = (try? reader.readBytes()).map { hexadecimal(Array($0)) }
                case 3: segment = try? reader.readUnsigned()
                case 4: byteOffset = try? reader.readUnsigned()
                default: guard (try? reader.skipItem()) != nil else { return }
                }
            }
        }
        guard let bytes, let digest, let segment, let byteOffset else { return nil }
        return LedgerRecovery(
            position: nil, recorded: nil, byteCount: bytes, segment: segment, byteOffset: byteOffset,
            digest: digest)
    }
}
