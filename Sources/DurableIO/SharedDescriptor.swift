import Glibc
import Synchronization

/// A file descriptor that is closed exactly once, and never while a call uses it.
///
/// Closing under a running call would let the system give the number to another file, and the call would
/// write there.
final class SharedDescriptor: Sendable {
    private let descriptor: Int32
    /// The number of calls under way, and two flags: no more calls; the descriptor is gone.
    private let state = Atomic<UInt64>(0)

    private static let closing: UInt64 = 1 << 62
    private static let closed: UInt64 = 1 << 63

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close() }

    /// Runs a call on the descriptor; nil if it was closed.
    @inline(__always)
    func use<Result>(_ call: (Int32) throws(DurableIOError) -> Result) throws(DurableIOError) -> Result? {
        let before = state.wrappingAdd(1, ordering: .acquiring).oldValue
        defer {
            state.wrappingSubtract(1, ordering: .releasing)
            closeIfUnused()
        }
        guard before & Self.closing == 0 else { return nil }
        return try call(descriptor)
    }

    func close() {
        state.bitwiseOr(Self.closing, ordering: .acquiringAndReleasing)
        closeIfUnused()
    }

    private func closeIfUnused() {
        guard state.load(ordering: .relaxed) == Self.closing else { return }
        let (isMine, _) = state.compareExchange(
            expected: Self.closing, desired: Self.closing | Self.closed, ordering: .acquiringAndReleasing)
        // EINTR is not repeated: on Linux the descriptor is gone all the same (close(2)).
        if isMine { _ = Glibc.close(descriptor) }
    }
}
