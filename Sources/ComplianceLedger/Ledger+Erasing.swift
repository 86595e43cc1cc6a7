public import LedgerModel

extension Ledger {
    /// Erases what the ledger knows of persons, or of devices known only by hardware ids: their entries in
    /// the identity table, every private record behind an event that names them or in which their values
    /// stand, and refused input in which these stand.
    ///
    /// The erasure is recorded as `ledger.erasure_done` first and carried out then; whatever stops it, the
    /// next opening for writing ends it. Every record of the log, every root and every proof stays what it
    /// was: in the place of a private record stands its digest, in that of an entry its random id. Read
    /// models are removed, since they hold names; they are made again from what is left. Other processes that
    /// have files open can read on in the old ones until they close them. Backups are outside of the ledger
    /// and are not touched.
    ///
    /// A private record that concerns several persons is erased for all of them: its digest covers all of it.
    ///
    /// Values are looked for as they were submitted, and 32 hexadecimal digits also as a GUID, in UTF-8,
    /// ASCII letters in either case, with no letter or digit on either side; those below
    /// ``ErasureSearch/fewestBytes`` bytes not at all. What is escaped or encoded is not seen, unless an
    /// event names the identity.
    ///
    /// Cost: one pass over the log, the private records and the quarantine, and the segments concerned are
    /// written anew, on the writer's thread: appends wait meanwhile.
    ///
    /// - Parameters:
    ///   - identities: ids of the identity table, one or more; ``identity(of:)`` gives that of a value.
    ///   - ground: the number of a word of the catalogue's `ErasureBasis`; 0 for none of them.
    /// - Returns: how much was erased; or that nothing was left to erase, where all were erased before.
    /// - Throws: ``ErasureError``; where an id was never there, nothing is erased of any.
    public func erase(
        _ identities: [IdentityID], ground: UInt8 = 0
    ) throws(ErasureError) -> ErasureReceipt {
        guard let writer else { throw .failed(.readOnly) }
        let handover = Handover<Result<ErasureReceipt, ErasureError>>()
        let isTaken = writer.run { sequencer in
            handover.bring(
                Result { () throws(ErasureError) in try sequencer.erase(identities, ground: ground) })
        }
        guard isTaken else { throw .failed(.closed) }
        return try handover.wait().get()
    }
}
