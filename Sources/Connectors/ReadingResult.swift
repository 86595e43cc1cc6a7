public import LedgerModel

/// What a connector made of one record of its input.
public enum ReadingResult: Sendable {
    /// What to append. Several where the record wraps a page or a list; none where that is empty.
    case submissions([Submission])
    /// Nothing of the record was accepted.
    case rejected(Rejection)
}
