import DurableIO
import Synchronization

/// Files that are held open for reading, few at a time: a store may have more of them than a process may have
/// open. The one that was asked for the longest time ago is closed first.
///
/// Safe to use from several threads.
final class OpenFiles: Sendable {
    private struct Entry {
        var file: any File
        var used: UInt64
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var clock: UInt64 = 0
    }

    let files: any FileSystem
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: how many are open at most.
    init(_ files: any FileSystem, limit: Int) {
        self.files = files
        self.limit = max(1, limit)
    }

    deinit { state.withLock { state in for entry in state.entries.values { entry.file.close() } } }

    /// The file, open; opened again where it was closed meanwhile.
    /// - Parameter check: looks at a file that was opened again.
    fileprivate func file<Failure: Error>(
        of owner: HeldFile, check: (any File) throws(Failure) -> Void,
        opening: (DurableIOError) -> Failure
    ) throws(Failure) -> any File {
        let key = ObjectIdentifier(owner)
        if let file = state.withLock({ state in
            state.clock += 1
            state.entries[key]?.used = state.clock
            return state.entries[key]?.file
        }) {
            return file
        }
        let file: any File
        do throws(DurableIOError) { file = try files.open(owner.path, .read) } catch { throw opening(error) }
        do throws(Failure) { try check(file) } catch {
            file.close()
            throw error
        }
        hold(file, of: owner)
        return file
    }

    fileprivate func hold(_ file: any File, of owner: HeldFile) {
        let closing = state.withLock { state -> [any File] in
            state.clock += 1
            var closing: [any File] = []
            if let before = state.entries[ObjectIdentifier(owner)] { closing.append(before.file) }
            state.entries[ObjectIdentifier(owner)] = Entry(file: file, used: state.clock)
            while state.entries.count > limit,
                let oldest = state.entries.min(by: { $0.value.used < $1.value.used })
            {
                state.entries[oldest.key] = nil
                closing.append(oldest.value.file)
            }
            return closing
        }
        for file in closing { file.close() }
    }

    fileprivate func drop(_ owner: ObjectIdentifier) {
        state.withLock { $0.entries.removeValue(forKey: owner) }?.file.close()
    }
}

/// One of ``OpenFiles``: a file that is open when it is read.
final class HeldFile: Sendable {
    let path: String
    private let open: OpenFiles

    /// Holds a file that was just opened.
    init(_ file: any File, path: String, in open: OpenFiles) {
        self.path = path
        self.open = open
        open.hold(file, of: self)
    }

    deinit { open.drop(ObjectIdentifier(self)) }

    /// Calls `body` with the file.
    ///
    /// Whoever reads at the same time may close it to open another one: then it is opened once more.
    /// - Parameters:
    ///   - check: whether a file that was opened again is still the one.
    ///   - failing: the caller's error for one that cannot be opened or read.
    func read<Value, Failure: Error>(
        check: (any File) throws(Failure) -> Void, failing: (DurableIOError) -> Failure,
        _ body: (any File) throws(DurableIOError) -> Value
    ) throws(Failure) -> Value {
        while true {
            let file = try open.file(of: self, check: check, opening: failing)
            do throws(DurableIOError) { return try body(file) } catch {
                guard error.code == .closed else { throw failing(error) }
                open.drop(ObjectIdentifier(self))
            }
        }
    }
}
