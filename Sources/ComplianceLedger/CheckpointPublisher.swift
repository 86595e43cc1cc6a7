import Attestation
import DurableIO
import LedgerModel
import Merkle

/// Signs and publishes checkpoints, never a smaller one after a larger one, never two roots for one size.
///
/// The order: what is signed is durable; `highwater` says so durably; the note is signed; `checkpoint` is
/// replaced. A crash between the last two leaves `highwater` above `checkpoint`: the next writer checks that
/// root and signs that size first.
struct CheckpointPublisher {
    private let layout: LedgerLayout
    private let environment: LedgerEnvironment
    private let signer: NoteSigner
    private let origin: Origin
    private(set) var published: TreeHead?
    /// When it was, by the monotonic clock: the wall clock may have been set. Nil before the first.
    private var publishedAt: Duration?

    /// The time and the events after which an append brings a new checkpoint.
    static let interval = Duration.seconds(60)
    static let intervalEvents: UInt64 = 1 << 20

    init(
        layout: LedgerLayout, environment: LedgerEnvironment, signer: NoteSigner, origin: Origin,
        published: TreeHead?
    ) {
        self.layout = layout
        self.environment = environment
        self.signer = signer
        self.published = published
        self.origin = origin
    }

    /// Whether enough happened since the last one.
    /// - Parameter now: by the monotonic clock.
    func isDue(size: UInt64, at now: Duration) -> Bool {
        let last = published?.size ?? 0
        guard size > last else { return false }
        guard size - last < Self.intervalEvents, let publishedAt else { return true }
        return now - publishedAt >= Self.interval
    }

    /// Signs and publishes a tree head.
    /// - Parameter core: what reads the records below it.
    mutating func publish(_ head: TreeHead, _ core: LedgerCore) throws(LedgerError) -> VerifiedCheckpoint {
        if let mark = try HighWater.read(layout, files: environment.files) {
            guard mark.size <= head.size else {
                throw .damagedFile(
                    path: layout.highWater,
                    reason: "\(mark.size) events were signed, only \(head.size) are here")
            }
            // What this writer signed or loaded was held against the records then.
            var isOurs = mark.head == head || mark.head == published
            if !isOurs, mark.size < head.size {
                isOurs = try LedgerTree(core: core).agrees(with: mark.head, end: core.end)
            }
            guard isOurs else { throw .rootMismatch(size: mark.size, file: layout.highWater) }
        }
        let signed: VerifiedCheckpoint
        do throws(CheckpointError) {
            signed = try Checkpoint(origin: origin, head: head).signed(by: signer)
        } catch {
            throw .signing("\(error)")
        }
        let files = environment.files
        try onFiles { () throws(DurableIOError) in
            try files.replaceAtomically(layout.highWater, with: HighWater(head).bytes, permissions: 0o600)
            try files.replaceAtomically(layout.checkpoint, with: signed.bytes, permissions: 0o644)
        }
        published = head
        publishedAt = environment.monotonicClock.now()
        return signed
    }
}
