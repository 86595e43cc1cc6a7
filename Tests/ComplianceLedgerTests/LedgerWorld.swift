import DurabilitySimulation
import DurableIO
import LedgerModel

@testable import ComplianceLedger

/// A ledger's surroundings, all in memory: files, a clock and chance.
struct LedgerWorld {
    static let path = "ledger"

    let files: SimulatedFileSystem
    let clock: ManualClock
    let environment: LedgerEnvironment

    var layout: LedgerLayout { LedgerLayout(root: Self.path) }

    /// - Parameter wrapping: what stands between the ledger and the files; nothing where nil.
    init(
        seed: UInt64 = 1, segmentBytes: UInt64 = 64 << 20,
        wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil
    ) {
        files = SimulatedFileSystem(seed: seed)
        clock = ManualClock()
        var environment = LedgerEnvironment(
            files: wrapping?(files) ?? files, clock: clock, randomness: SeededRandomness(seed: seed))
        environment.monotonicClock = clock.monotonic
        environment.segmentBytes = segmentBytes
        self.environment = environment
    }

    /// The same world with files of its own.
    /// - Parameters:
    ///   - files: nil for a copy of the other's.
    ///   - wrapping: what stands between the ledger and the files; nothing where nil.
    init(
        copying other: LedgerWorld, files: SimulatedFileSystem? = nil,
        wrapping: ((SimulatedFileSystem) -> any FileSystem)? = nil
    ) {
        let files = files ?? other.files.copy()
        self.files = files
        clock = other.clock
        var environment = other.environment
        environment.files = wrapping?(files) ?? files
        self.environment = environment
    }

    /// Makes the ledger.
    func create() throws(LedgerError) {
        try Ledger.create(at: Self.path, origin: "ledger.example/test", in: environment)
    }

    func open(_ mode: Ledger.Mode = .writing) throws(LedgerError) -> Ledger {
        try Ledger.open(Self.path, for: mode, in: environment)
    }

    /// Makes the ledger and opens it for writing.
    func opened() throws(LedgerError) -> Ledger {
        try create()
        return try open()
    }

    /// The origin file, read where no planned fault strikes.
    func origin() throws(LedgerError) -> LedgerOrigin { try LedgerOrigin.read(layout, files: files.copy()) }

    /// The ledger secret, read likewise.
    func secret() throws(LedgerError) -> LedgerSecret {
        try LedgerKeys(layout: layout, files: files.copy(), origin: origin()).secret()
    }

    /// The findings of an audit, as text.
    func audit() throws(LedgerError) -> [String] {
        try Audit.run(Self.path, in: environment).findings.map { "\($0.grade): \($0.text)" }
    }
}
