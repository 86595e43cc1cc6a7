import Glibc
import LogFormat
import LogStore
import Synchronization

/// Reads, checks and decodes the next blocks of a store on a thread of its own, while the caller works on
/// those before.
///
/// Blocks are handed over some at a time, so that neither side has to wake the other for each; at most
/// ``mostWaiting`` such portions wait. The caller sees what it would see without the thread: blocks in their
/// order, and an error only behind all blocks before it. When the call returns the thread has ended.
final class BlockReadAhead: Sendable {
    /// Fewer records than this are not worth a thread.
    static let fewestRecords: UInt64 = 4_096
    private static let mostWaiting = 2
    private static let bytesPerPortion = 256 << 10

    private struct State {
        var waiting: [[DecodedBlock]] = []
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
        while let portion = try ahead.next() {
            for block in portion { guard body(block) else { return } }
        }
    }

    /// Runs on the thread.
    private func read() {
        var portion: [DecodedBlock] = []
        var bytes = 0
        let outcome = Result { () throws(LogStoreError) in
            try reader.forEachBlock(from: number, end: end) { block in
                portion.append(block)
                bytes += block.raw.count
                guard bytes >= Self.bytesPerPortion else { return true }
                bytes = 0
                return handOver(&portion)
            }
        }
        // Blocks before an error are seen before it.
        if !portion.isEmpty { _ = handOver(&portion) }
        state.withLock { $0.outcome = outcome }
        filled.signal()
    }

    /// - Returns: whether more is wanted.
    private func handOver(_ portion: inout [DecodedBlock]) -> Bool {
        room.wait()
        let isWanted = state.withLock { state in
            if !state.isStopped { state.waiting.append(portion) }
            return !state.isStopped
        }
        portion.removeAll(keepingCapacity: true)
        filled.signal()
        return isWanted
    }

    /// The next blocks; nil behind the last one.
    private func next() throws(LogStoreError) -> [DecodedBlock]? {
        filled.wait()
        let (portion, outcome) = state.withLock { state in
            (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.outcome)
        }
        if let portion {
            room.signal()
            return portion
        }
        try outcome?.get()
        return nil
    }

    private func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
    }
}
