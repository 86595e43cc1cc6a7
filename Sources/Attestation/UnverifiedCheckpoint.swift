/// A checkpoint in a signed note, before its signatures were checked.
public struct UnverifiedCheckpoint: Hashable, Sendable {
    /// What the note claims.
    public let claim: Checkpoint
    public let note: SignedNote

    /// Reads a signed note whose text is a checkpoint.
    public init(_ bytes: [UInt8]) throws(CheckpointError) {
        do { note = try SignedNote(bytes) } catch { throw .note(error) }
        claim = try Checkpoint(text: note.text)
    }

    init(_ checkpoint: VerifiedCheckpoint) {
        claim = checkpoint.checkpoint
        note = checkpoint.note.note
    }

    /// Believes the checkpoint if it is the log's and the log has signed it.
    ///
    /// - Parameters:
    ///   - log: The log's key.
    ///   - origin: The origin to find; nil for the name of the log's key.
    ///   - witnesses: Known witnesses. A bad signature of one of them is refused, a missing one is not.
    ///   - cosignatures: How many of the witnesses must have signed.
    public func verified(
        log: NoteVerifier, origin: Origin? = nil, witnesses: [NoteVerifier] = [],
        cosignatures: Int = 0
    ) throws(CheckpointError) -> VerifiedCheckpoint {
        let expected = origin ?? Origin(log.name)
        guard claim.origin == expected else { throw .otherOrigin(found: claim.origin, expected: expected) }
        let verified: VerifiedNote
        do { verified = try note.verified(by: [log] + witnesses) } catch { throw .note(error) }
        guard verified.signers.contains(log) else { throw .notSignedByLog(log.name) }
        let found = verified.signers.count - 1
        guard found >= cosignatures else {
            throw .tooFewCosignatures(found: found, expected: cosignatures)
        }
        return VerifiedCheckpoint(checkpoint: claim, note: verified)
    }
}
