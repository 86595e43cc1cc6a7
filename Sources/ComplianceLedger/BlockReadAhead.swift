import Glibc
import LogFormat
import LogStore
import Synchronization

/// Reads, checks and decodes the next blocks of a store on a thread of its own, while the caller works on
/// those before.
///
/// At most ``mostWaiting`` blocks wait. The caller sees what it would see without the thread: blocks in their
/// order, and an error only behind all blocks before it. When the call returns the thread has ended.
final class BlockReadAhead: Sendable {
    /// Fewer records than this are not worth a thread.
    static let fewestRecords: UInt64 = 4_096
    private static let mostWaiting = 4

    private struct State {
        var waiting: [DecodedBlock] = []
        /// Set once the thread reads nothing more.
        var outcome: Result<Void, LogStoreError>?
        var isStopped = false
    }

    private let reader: StoreReader
    private let number: UInt64
    private let end: CommitMark.End
    private let state = Mutex(State())
    private let room = Semaphore()
    private let filled = Semaphore()

    private init(_ reader: StoreReader, from number: UInt64, end: CommitMark.End) {
        self.reader = reader
        self.number = number
        self.end = end
        for _ in 0..<Self.mostWaiting { room.signal() }
    }

    /// Calls `body` with each block from the one that holds `number` on, until the end or until it returns
    /// false, as ``LogStore/StoreReader/forEachBlock(from:end:_:)`` does.
    static func forEachBlock(
        of reader: StoreReader, from number: UInt64, end: CommitMark.End, _ body: (DecodedBlock) -> Bool
    ) throws(LogStoreError) {
        let ahead = BlockReadAhead(reader, from: number, end: end)
        let context = Unmanaged.passRetained(ahead)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<BlockReadAhead>.fromOpaque(context).takeRetainedValue().read()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return try reader.forEachBlock(from: number, end: end, body)
        }
        defer {
            ahead.stop()
            pthread_join(thread, nil)
        }
        while let block = try ahead.next() { guard body(block) else { return } }
    }

    /// Runs on the thread.
    private func read() {
        let outcome = Result { () throws(LogStoreError) in
            try reader.forEachBlock(from: number, end: end) { block in
                room.wait()
                let isWanted = state.withLock { state in
                    if !state.isStopped { state.waiting.append(block) }
                    return !state.isStopped
                }
                filled.signal()
                return isWanted
            }
        }
        state.withLock { $0.outcome = outcome }
        filled.signal()
    }

    /// The next block; nil behind the last one.
    private func next() throws(LogStoreError) -> DecodedBlock? {
        filled.wait()
        let (block, outcome) = state.withLock { state in
            (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.outcome)
        }
        if let block {
            room.signal()
            return block
        }
        try outcome?.get()
        return nil
    }

    private func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
