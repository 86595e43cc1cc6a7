import DurableIO
public import LogFormat
import Synchronization

/// Reads records of one store by number and in order, up to an end that the caller knows to be durable.
///
/// Every block that is read is checked: header, checksum of the stored bytes, order. Safe to use from several
/// threads.
public final class StoreReader: Sendable {
    private struct Place {
        var first: UInt64
        var offset: UInt64
        var beginsBatch: Bool
    }

    /// Where the blocks of a segment's file stand. Once the segment was rewritten it is no more true, and the
    /// checksum of the file's header another one.
    private struct Table {
        var checksum: UInt32
        var places: [Place] = []
        /// Where the next block to be listed begins, and its number.
        var scanned = UInt64(SegmentHeader.byteCount)
        var number: UInt64
    }

    private struct State {
        var firsts: [UInt64] = []
        var tables: [UInt64: Table] = [:]
        /// Few of the segments' files, each open, with when it was asked for.
        var open: [UInt64: (segment: OpenSegment, used: UInt64)] = [:]
        var clock: UInt64 = 0
        var cache: BlockCache
    }

    /// What is read at once to list blocks.
    private static let windowBytes: UInt64 = 16_384
    /// How many segments' files are open at a time: there may be more than a process may open.
    static let openFiles = 32
    /// How often a segment may be replaced while it is read.
    private static let mostGenerations = 8

    public let store: StoreDirectory
    private let state: Mutex<State>

    /// - Parameter cacheBytes: decoded bytes kept for reading by number.
    public init(_ store: StoreDirectory, cacheBytes: Int = 8 << 20) {
        self.store = store
        state = Mutex(State(cache: BlockCache(limit: cacheBytes)))
    }

    /// The bytes of one record.
    /// - Parameter end: where the store is known to end.
    public func record(_ number: UInt64, end: CommitMark.End) throws(LogStoreError) -> [UInt8] {
        let block = try block(holding: number, end: end)
        return block.record(Int(number - block.header.first))
    }

    /// The block that holds a record.
    public func block(holding number: UInt64, end: CommitMark.End) throws(LogStoreError) -> DecodedBlock {
        guard number < end.count else {
            throw .beyondEnd(store: store.kind, number: number, count: end.count)
        }
        // Locked throughout: a block is decoded once, and reading is short.
        let result = state.withLock { state in
            Result { () throws(LogStoreError) in try find(number, end: end, in: &state) }
        }
        return try result.get()
    }

    /// Calls `body` with each block from the one that holds `number` on, until the end or until it returns
    /// false.
    ///
    /// What lies before is found by the blocks' headers alone.
    public func forEachBlock(
        from number: UInt64, end: CommitMark.End, _ body: (DecodedBlock) -> Bool
    ) throws(LogStoreError) {
        guard number < end.count else { return }
        let firsts = try store.segments().filter { $0 < end.count }
        guard let start = firsts.lastIndex(where: { $0 <= number }) else {
            throw missing(0)
        }
        let (beginning, place) = try beginning(holding: number, segment: firsts[start], end: end)
        var expected = firsts[start]
        for first in firsts[start...] {
            let isFirst = first == firsts[start]
            guard first == expected else { throw missing(expected) }
            let segment = isFirst ? beginning : try store.open(first)
            defer { segment.file.close() }
            var scanner = try SegmentScanner(
                segment, from: isFirst ? place.offset : UInt64(SegmentHeader.byteCount),
                to: Self.isBounded(segment, by: end) ? end.byteOffset : nil)
            var sequence = BatchSequence(number: isFirst ? place.first : first, batch: nil)
            walk: while true {
                let place = scanner.offset
                switch try scanner.next() {
                case .end: break walk
                case .invalid(let error): throw damage(first, place, sequence.number, .invalid(error))
                case .block(let found):
                    // Of a segment that was rewritten the end tells no byte.
                    guard found.header.first < end.count else { break walk }
                    guard sequence.accept(found.header) else {
                        throw damage(first, place, sequence.number, .order)
                    }
                    guard sequence.number > number else { continue }
                    let block: DecodedBlock
                    do throws(FormatError) { block = try found.decoded() } catch {
                        throw damage(first, place, found.header.first, .invalid(error))
                    }
                    guard body(block) else { return }
                }
            }
            expected = sequence.number
        }
        guard expected >= end.count else { throw missing(expected) }
    }

    /// Whether an end names a byte of a segment: one that was rewritten is closed, and an end that was read
    /// before may name a byte of the file that it replaced.
    private static func isBounded(_ segment: OpenSegment, by end: CommitMark.End) -> Bool {
        segment.header.first == end.segment && segment.header.generation == 0
    }

    /// Lets go of all that is held of the segments: their files, places and decoded blocks.
    public func forget() {
        state.withLock { state in
            for entry in state.open.values { entry.segment.file.close() }
            state.open = [:]
            state.tables = [:]
            state.firsts = []
            state.cache = state.cache.emptied
        }
    }

    private func find(
        _ number: UInt64, end: CommitMark.End, in state: inout State
    ) throws(LogStoreError) -> DecodedBlock {
        if state.firsts.last.map({ $0 < end.segment }) ?? true { state.firsts = try store.segments() }
        guard let first = state.firsts.last(where: { $0 <= number }) else { throw missing(0) }
        if let table = state.tables[first], table.number > number,
            let index = lastPlace(in: table.places, at: number),
            let cached = state.cache.block(first: table.places[index].first),
            number - cached.header.first < UInt64(cached.header.count)
        {
            return cached
        }
        let segment = try opened(first, &state)
        let place = try place(of: number, in: segment, end: end, &state) { table, index in
            table.places[index]
        }
        var scanner = try SegmentScanner(segment, from: place.offset)
        switch try scanner.next() {
        case .block(let found):
            guard found.header.first == place.first else {
                throw damage(first, place.offset, place.first, .order)
            }
            do throws(FormatError) {
                let block = try found.decoded()
                state.cache.insert(block)
                return block
            } catch {
                throw damage(first, place.offset, place.first, .invalid(error))
            }
        case .invalid(let error): throw damage(first, place.offset, place.first, .invalid(error))
        case .end: throw missing(place.first)
        }
    }

    /// Where the batch that holds a record begins, the segment's first block where it begins with it; and the
    /// segment, opened anew, for which that is true.
    private func beginning(
        holding number: UInt64, segment first: UInt64, end: CommitMark.End
    ) throws(LogStoreError) -> (segment: OpenSegment, place: Place) {
        for _ in 0..<Self.mostGenerations {
            let segment = try store.open(first)
            if number == first {
                let start = UInt64(SegmentHeader.byteCount)
                return (segment, Place(first: first, offset: start, beginsBatch: true))
            }
            let result = state.withLock { state in
                Result { () throws(LogStoreError) -> (checksum: UInt32, place: Place?) in
                    let listed = try opened(first, &state)
                    let place = try place(of: number, in: listed, end: end, &state) { table, index in
                        table.places[...index].last(where: \.beginsBatch)
                    }
                    return (listed.checksum, place)
                }
            }
            do throws(LogStoreError) {
                let (checksum, place) = try result.get()
                guard let place else { throw damage(first, 0, first, .order) }
                if checksum == segment.checksum { return (segment, place) }
            } catch {
                segment.file.close()
                throw error
            }
            // The segment was replaced since its blocks were listed.
            segment.file.close()
            state.withLock { state in
                state.tables[first] = nil
                state.open.removeValue(forKey: first)?.segment.file.close()
            }
        }
        throw .storage(DurableIOError(.other, operation: "open", path: store.segmentPath(first)))
    }

    /// A segment's file, held open among few.
    private func opened(_ first: UInt64, _ state: inout State) throws(LogStoreError) -> OpenSegment {
        state.clock += 1
        if let held = state.open[first]?.segment {
            state.open[first]?.used = state.clock
            return held
        }
        let segment = try store.open(first)
        state.open[first] = (segment, state.clock)
        while state.open.count > Self.openFiles,
            let oldest = state.open.min(by: { $0.value.used < $1.value.used })?.key
        {
            state.open.removeValue(forKey: oldest)?.segment.file.close()
        }
        return segment
    }

    /// Looks at the places of a segment's blocks, among them, at the index, that of the block with a record.
    private func place<Value>(
        of number: UInt64, in segment: OpenSegment, end: CommitMark.End, _ state: inout State,
        _ body: (Table, Int) -> Value
    ) throws(LogStoreError) -> Value {
        let first = segment.header.first
        // Taken out while it grows: a second owner would make growing copy it.
        var table =
            state.tables.removeValue(forKey: first) ?? Table(checksum: segment.checksum, number: first)
        if table.checksum != segment.checksum { table = Table(checksum: segment.checksum, number: first) }
        defer { state.tables[first] = table }
        if table.number <= number { try extend(&table, in: segment, beyond: number, end: end) }
        guard table.number > number, let index = lastPlace(in: table.places, at: number) else {
            throw missing(number)
        }
        return body(table, index)
    }

    private func lastPlace(in places: [Place], at number: UInt64) -> Int? {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].first <= number { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }

    /// Lists block places until the one that holds `number`, by headers alone.
    private func extend(
        _ table: inout Table, in segment: OpenSegment, beyond number: UInt64, end: CommitMark.End
    ) throws(LogStoreError) {
        let first = segment.header.first
        let stop = Self.isBounded(segment, by: end) ? end.byteOffset : UInt64.max
        let file = segment.file
        let size = try onStorage { () throws(DurableIOError) in try file.size() }
        // Small blocks are listed many at a time.
        var window: [UInt8] = []
        var windowStart: UInt64 = 0
        while table.number <= number, table.scanned < stop {
            let place = table.scanned
            let headerEnd = place + UInt64(BlockHeader.byteCount)
            if headerEnd > windowStart + UInt64(window.count) {
                let available = size - min(place, size)
                let wanted = max(BlockHeader.byteCount, Int(min(Self.windowBytes, available)))
                do throws(DurableIOError) {
                    window = try file.bytes(at: place, count: wanted)
                    windowStart = place
                } catch {
                    guard error.code == .truncated else { throw .storage(error) }
                    throw damage(
                        first, place, table.number, .missing(expected: stop, found: error.offset ?? place))
                }
            }
            let at = Int(place - windowStart)
            let bytes = window[at..<(at + BlockHeader.byteCount)]
            let checksum = segment.checksum
            let header: BlockHeader
            do throws(FormatError) {
                header = try bytes.withUnsafeBytes { buffer in
                    Result { () throws(FormatError) in try BlockHeader(buffer, segmentChecksum: checksum) }
                }.get()
            } catch {
                throw damage(first, place, table.number, .invalid(error))
            }
            guard header.first == table.number else { throw damage(first, place, table.number, .order) }
            table.places.append(
                Place(first: header.first, offset: place, beginsBatch: header.blockIndex == 0))
            table.number += UInt64(header.count)
            table.scanned = place + UInt64(BlockHeader.byteCount) + UInt64(header.storedLength)
        }
    }

    private func missing(_ number: UInt64) -> LogStoreError { damage(number, 0, number, .missingSegment) }

    private func damage(
        _ segment: UInt64, _ byte: UInt64, _ number: UInt64, _ nature: Damage.Nature
    ) -> LogStoreError {
        .damaged(
            Damage(
                store: store.kind, segment: segment, byteOffset: byte, firstAffected: number, nature: nature))
    }
}
