public import DurableIO
public import LogFormat

/// Why a store could not do what was asked.
public enum LogStoreError: Error, Sendable {
    /// The storage refused.
    case storage(DurableIOError)
    /// Stored bytes are not what was written. Nothing is changed; the store stays readable below the place.
    case damaged(Damage)
    /// Another program, which knows more of the format, wrote what stands there. It is no damage, and nothing
    /// is changed.
    case unknownFormat(store: StoreKind, segment: UInt64, byteOffset: UInt64, FormatError)
    /// The same of a file that is no segment.
    case unknownFile(path: String, FormatError)
    /// An earlier write or sync failed, for the reason given; only opening again tells what is there.
    case poisoned(DurableIOError?)
    /// A number at or beyond the end was asked for.
    case beyondEnd(store: StoreKind, number: UInt64, count: UInt64)
}

extension LogStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .storage(let error): "\(error)"
        case .damaged(let damage): "\(damage)"
        case .unknownFormat(let store, let segment, let byte, let error):
            "\(store.name), segment \(SegmentName.text(segment)), byte \(byte): \(error); "
                + "a newer program wrote it, and nothing was changed"
        case .unknownFile(let path, let error):
            "\(path): \(error); a newer program wrote it, and nothing was changed"
        case .poisoned(let cause):
            "an earlier write or sync failed" + (cause.map { " (\($0))" } ?? "")
                + ": close the ledger and open it again"
        case .beyondEnd(let store, let number, let count):
            "\(store.name) hold \(count) records, number \(number) was asked for"
        }
    }
}

/// A place where stored bytes are not what was written, or are missing.
public struct Damage: Hashable, Sendable {
    public enum Nature: Hashable, Sendable {
        case invalid(FormatError)
        /// The block does not follow the one before it: batch, block index or number is another.
        case order
        /// Fewer bytes than were known to be durable.
        case missing(expected: UInt64, found: UInt64)
        /// A segment file that must be there is not.
        case missingSegment
        /// A segment file that must be there is not, though a later one is, named by its first number.
        case missingBefore(UInt64)
        /// A segment that is not full ends here, though the next one begins with a later record.
        case endsEarly(next: UInt64)
        /// The folder of the store is not there, though every ledger is made with it.
        case missingFolder
        /// The records themselves contradict what stands beside them.
        case contents(String)
    }

    public var store: StoreKind
    /// First number of the segment.
    public var segment: UInt64
    public var byteOffset: UInt64
    /// The first record that cannot be relied on.
    public var firstAffected: UInt64
    public var nature: Nature

    public init(store: StoreKind, segment: UInt64, byteOffset: UInt64, firstAffected: UInt64, nature: Nature)
    {
        self.store = store
        self.segment = segment
        self.byteOffset = byteOffset
        self.firstAffected = firstAffected
        self.nature = nature
    }
}

extension Damage: CustomStringConvertible {
    public var description: String {
        let file = "\(store.name), segment \(SegmentName.text(segment))"
        let place = "\(file), byte \(byteOffset), record \(firstAffected)"
        return switch nature {
        case .invalid(let error): "\(place): \(error)"
        case .order: "\(place): the block does not follow the one before it"
        case .missing(let expected, let found):
            "\(place): the segment ends at byte \(found), expected at least \(expected)"
        case .missingSegment:
            "\(file): the segment is missing, and with it all from record \(firstAffected) on"
        case .missingBefore(let next):
            "\(file): the segment is missing, though segment \(SegmentName.text(next)) is there"
        case .endsEarly(let next):
            "\(place): the segment ends here, though the next one begins with record \(next)"
        case .missingFolder: "\(store.name): the folder is missing, and with it all records"
        case .contents(let reason): "\(place): \(reason)"
        }
    }
}

extension Damage {
    /// What is wrong at the place, as an error: bytes of a format that this program does not know are none of
    /// them damaged.
    public var error: LogStoreError {
        if case .invalid(let error) = nature, error.isOfAnotherVersion {
            return .unknownFormat(store: store, segment: segment, byteOffset: byteOffset, error)
        }
        return .damaged(self)
    }
}

/// Runs storage calls under the store's error type.
func onStorage<Value>(
    _ body: () throws(DurableIOError) -> Value
) throws(LogStoreError) -> Value {
    do throws(DurableIOError) { return try body() } catch { throw .storage(error) }
}
