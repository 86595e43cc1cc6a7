import ComplianceLedger
public import Connectors
public import LedgerModel

/// What a remapping counted: `looked` = `remapped` + `same` + `withoutEvidence` + `refused`.
public struct RemapSummary: Sendable {
    /// Evidence of which the newer mapping made no record: the older mapping stands.
    public struct Refusal: Sendable {
        /// The first event of the content.
        public let position: GlobalPosition
        public let source: SourceName
        public let reason: Rejection
    }

    /// Contents of records that an older mapping than today's read, or may have read.
    public internal(set) var looked: UInt64 = 0
    public internal(set) var remapped: UInt64 = 0
    /// Those of which today's mapping says the same, or said it before.
    public internal(set) var same: UInt64 = 0
    /// Those whose evidence was never kept, or is erased.
    public internal(set) var withoutEvidence: UInt64 = 0
    public internal(set) var refused: UInt64 = 0
    /// Those of the remapped of whose kind nothing is known yet.
    public internal(set) var unmapped: UInt64 = 0
    /// Events that were appended.
    public internal(set) var events: UInt64 = 0
    public internal(set) var firstPosition: UInt64?
    public internal(set) var lastPosition: UInt64?
    /// Why evidence was refused, by code.
    public internal(set) var reasons: [String: UInt64] = [:]
    /// The first of the refused; at most ``mostRefusals``.
    public internal(set) var refusals: [Refusal] = []

    /// How many refusals are listed.
    public static let mostRefusals = 1_000

    mutating func note(_ receipt: AppendReceipt) {
        guard receipt.eventCount > 0 else {
            same += 1
            return
        }
        remapped += 1
        if receipt.isUnmapped { unmapped += 1 }
        events += receipt.eventCount
        firstPosition = min(firstPosition ?? .max, receipt.positions.lowerBound)
        lastPosition = max(lastPosition ?? 0, receipt.positions.upperBound - 1)
    }

    mutating func note(_ refusal: Refusal) {
        refused += 1
        reasons[refusal.reason.code, default: 0] += 1
        if refusals.count < Self.mostRefusals { refusals.append(refusal) }
    }
}
