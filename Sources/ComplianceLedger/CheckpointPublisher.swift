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
    private var publishedAt = Timestamp.earliest

    /// Seconds and events after which an append brings a new checkpoint.
    static let intervalSeconds: Int64 = 60
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
    func isDue(size: UInt64, at now: Timestamp) -> Bool {
        let last = published?.size ?? 0
        guard size > last else { return false }
        return size - last >= Self.intervalEvents || now >= publishedAt.adding(seconds: Self.intervalSeconds)
    }

    /// Signs and publishes a tree head.
    mutating func publish(_ head: TreeHead, reading hashes: some HashReader) throws(LedgerError)
        -> VerifiedCheckpoint
    {
        if let mark = try HighWater.read(layout, files: environment.files) {
            guard mark.size <= head.size else {
                throw .damagedFile(
                    path: layout.highWater,
                    reason: "\(mark.size) events were signed, only \(head.size) are here")
            }
            let root: SHA256Digest
            do throws(HashReadingError) {
                root =
                    mark.size == head.size ? head.root : try MerkleTree.root(of: mark.size, reading: hashes)
            } catch {
                throw .file(path: layout.hashes, reason: "\(error)")
            }
            guard root == mark.root else { throw .rootMismatch(size: mark.size, file: layout.highWater) }
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
        publishedAt = environment.clock.now()
        return signed
    }
}
