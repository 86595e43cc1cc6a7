/// Every bound of the system, in one place, with its reason.
public enum Limits {
    /// Bytes of one record: a C2SP tlog-tiles entry carries a 16-bit length.
    public static let recordBytes = 65_535
    /// Bytes of one label; room for eight components.
    public static let labelBytes = 255
    /// Tags of one event: each costs an index entry.
    public static let tagsPerEvent = 32
    /// Events of one submission: a page of a group's members is the largest seen.
    public static let eventsPerSubmission = 4_096
    /// Events of one append, which is one batch and one sync.
    public static let eventsPerAppend = 65_536
    /// Bytes of one append, by ``Submission/byteCount``: it is drafted, staged and written whole, and each
    /// step holds a copy.
    public static let appendBytes = 64 * 1_048_576
    /// Identities of one submission: a few for each of its events.
    public static let identitiesPerSubmission = 4 * eventsPerSubmission
    /// Bytes of one private record: the verbatim source record and its personal fields.
    public static let privateRecordBytes = 16 * 1_048_576
    /// Bytes of the value of one identity: a UPN, a serial number.
    public static let identityValueBytes = 1_024
    /// Bytes of one line of input, and of one element of an array of input.
    public static let inputRecordBytes = 15 * 1_048_576
}
