import Synchronization

/// Keeps an erasure and those who add to the quarantine apart: an erasure writes its files anew.
final class QuarantineUse: Sendable {
    private struct State {
        var users = 0
        var isErasing = false
    }

    private let state = Mutex(State())

    /// Adds a user; false while an erasure is at work.
    func begin() -> Bool {
        state.withLock { state in
            guard !state.isErasing else { return false }
            state.users += 1
            return true
        }
    }

    func end() { state.withLock { $0.users -= 1 } }

    /// Begins an erasure; false while somebody has the quarantine open.
    func beginErasure() -> Bool {
        state.withLock { state in
            guard state.users == 0, !state.isErasing else { return false }
            state.isErasing = true
            return true
        }
    }

    func endErasure() { state.withLock { $0.isErasing = false } }
}
