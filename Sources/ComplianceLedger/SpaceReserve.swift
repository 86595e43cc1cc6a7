import DurableIO

/// What is free on the ledger's file system, and how much of it events may not take.
///
/// A full disk is worse than a ledger that says no: checkpoints, indexes and the end of the writer need space
/// too, and a sync that finds none leaves unknown what was lost. So events stop before.
struct SpaceReserve: Hashable, Sendable {
    /// The most that is kept free.
    static let mostBytes: UInt64 = 64 << 20
    /// Of a small file system, this part of the whole.
    static let parts: UInt64 = 16

    /// Bytes that are free.
    let available: UInt64
    /// Bytes that events leave free.
    let reserve: UInt64

    init(_ space: StorageSpace) {
        available = space.available
        reserve = min(Self.mostBytes, space.total / Self.parts)
    }

    /// Asks the file system; nil where it has no bound or does not say, and then writing will tell.
    init?(of path: String, _ files: any FileSystem) {
        guard let space = try? files.space(at: path) else { return nil }
        self.init(space)
    }

    /// Bytes that events may take.
    var left: UInt64 { available > reserve ? available - reserve : 0 }

    var refusal: AppendError { .noSpace(available: available, reserve: reserve) }
}
