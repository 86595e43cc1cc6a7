/// A row that a whole run of the tests of faults reports. What stands here and is not reported was not run.
public struct ExpectedRow: Hashable, Sendable {
    public let row: String
    public let part: FaultRecord.Part
    /// The named test, `Suite/test`, or the script that reports it: `Tools/fuzz --only block`.
    public let test: String

    public init(_ row: String, _ part: FaultRecord.Part, _ test: String) {
        self.row = row
        self.part = part
        self.test = test
    }
}

extension ExpectedRow {
    /// All rows. Whoever reports a new one adds it here; the tests of the house compare the two.
    public static let all: [ExpectedRow] = [
        ExpectedRow(
            "sabotage-acknowledge-before-sync", .sabotage, "SabotageSyncTests/acknowledgeBeforeSync"),
        ExpectedRow("sabotage-hash-only-plaintext", .sabotage, "SabotageBlockTests/hashOnlyPlaintext"),
        ExpectedRow("sabotage-ignore-high-water", .sabotage, "SabotageCheckTests/ignoreHighWater"),
        ExpectedRow("sabotage-no-batch-boundary", .sabotage, "SabotageBlockTests/noBatchBoundary"),
        ExpectedRow(
            "sabotage-position-in-own-transaction", .sabotage, "SabotageTests/positionInOwnTransaction"),
        ExpectedRow("sabotage-retry-fsync", .sabotage, "SabotageSyncTests/retryFsync"),
        ExpectedRow("sabotage-sign-before-durable", .sabotage, "SabotageSyncTests/signBeforeDurable"),
        ExpectedRow("sabotage-skip-directory-sync", .sabotage, "SabotageSyncTests/skipDirectorySync"),
        ExpectedRow(
            "sabotage-skip-second-to-last-segment", .sabotage, "SabotageCheckTests/skipSecondToLastSegment"),
        ExpectedRow(
            "sabotage-trust-length-before-checksum", .sabotage,
            "SabotageBlockTests/trustLengthBeforeChecksum"),
        ExpectedRow("sabotage-truncate-on-corruption", .sabotage, "SabotageCheckTests/truncateOnCorruption"),
        ExpectedRow("sabotage-verify-ends-only", .sabotage, "SabotageCheckTests/verifyEndsOnly"),
    ]
}
