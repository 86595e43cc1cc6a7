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

    private struct Table {
        var segment: OpenSegment
        var places: [Place] = []
        /// Where the next block to be listed begins, and its number.
        var scanned = UInt64(SegmentHeader.byteCount)
        var number: UInt64
    }

    private struct State {
        var firsts: [UInt64] = []
        var tables: [UInt64: Table] = [:]
        var cache: BlockCache
    }

    /// What is read at once to list blocks.
    private static let windowBytes: UInt64 = 16_384

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
        let place = try batch(holding: number, segment: firsts[start], end: end)
        var expected = firsts[start]
        for first in firsts[start...] {
            guard first == expected else { throw missing(expected) }
            let segment = try store.open(first)
            defer { segment.file.close() }
            let isFirst = first == firsts[start]
            var scanner = try SegmentScanner(
                segment, from: isFirst ? place.offset : UInt64(SegmentHeader.byteCount),
                to: first == end.segment ? end.byteOffset : nil)
            var sequence = BatchSequence(number: isFirst ? place.first : first, batch: nil)
            walk: while true {
                let place = scanner.offset
                switch try scanner.next() {
                case .end: break walk
                case .invalid(let error): throw damage(first, place, sequence.number, .invalid(error))
                case .block(let found):
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

    private func find(
        _ number: UInt64, end: CommitMark.End, in state: inout State
    ) throws(LogStoreError) -> DecodedBlock {
        if state.firsts.last.map({ $0 < end.segment }) ?? true { state.firsts = try store.segments() }
        guard let first = state.firsts.last(where: { $0 <= number }) else { throw missing(0) }
        let (table, index) = try listed(number, in: first, end: end, &state)
        let place = table.places[index]
        if let cached = state.cache.block(first: place.first) { return cached }
        var scanner = try SegmentScanner(table.segment, from: place.offset)
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

    /// Where the batch that holds a record begins; the segment's first block where it begins with it.
    private func batch(
        holding number: UInt64, segment first: UInt64, end: CommitMark.End
    ) throws(LogStoreError) -> Place {
        if number == first {
            return Place(first: first, offset: UInt64(SegmentHeader.byteCount), beginsBatch: true)
        }
        let result = state.withLock { state in
            Result { () throws(LogStoreError) -> Place in
                let (table, index) = try listed(number, in: first, end: end, &state)
                guard let place = table.places[...index].last(where: \.beginsBatch) else {
                    throw damage(first, 0, first, .order)
                }
                return place
            }
        }
        return try result.get()
    }

    /// The places of a segment's blocks, among them, at the index, that of the block with a record.
    private func listed(
        _ number: UInt64, in first: UInt64, end: CommitMark.End, _ state: inout State
    ) throws(LogStoreError) -> (table: Table, index: Int) {
        if let known = state.tables[first], known.number > number,
            let index = lastPlace(in: known.places, at: number)
        {
            return (known, index)
        }
        // Taken out while it grows: a second owner would make growing copy it.
        var table: Table
        if let known = state.tables.removeValue(forKey: first) {
            table = known
        } else {
            table = Table(segment: try store.open(first), number: first)
        }
        defer { state.tables[first] = table }
        try extend(&table, first: first, beyond: number, end: end)
        guard table.number > number, let index = lastPlace(in: table.places, at: number) else {
            throw missing(number)
        }
        return (table, index)
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
        _ table: inout Table, first: UInt64, beyond number: UInt64, end: CommitMark.End
    ) throws(LogStoreError) {
        let stop = first == end.segment ? end.byteOffset : UInt64.max
        let file = table.segment.file
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
            let checksum = table.segment.checksum
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
