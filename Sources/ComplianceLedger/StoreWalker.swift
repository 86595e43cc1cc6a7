import DurableIO
import LogFormat
import LogStore

/// Reads all blocks of a store, notes damage, and goes on at the next valid block behind it.
struct StoreWalker {
    private let store: StoreDirectory
    private let end: CommitMark.End
    private(set) var damages: [Damage] = []
    private(set) var unreadable: [LogStoreError] = []
    private(set) var segments = 0
    private(set) var bytes: UInt64 = 0

    init(_ store: StoreDirectory, end: CommitMark.End) {
        self.store = store
        self.end = end
    }

    mutating func run(_ body: (DecodedBlock) -> Void) {
        let firsts: [UInt64]
        do throws(LogStoreError) { firsts = try store.segments().filter { $0 < end.count } } catch {
            return note(error)
        }
        var number: UInt64 = 0
        var batch: UInt64? = 0
        for first in firsts {
            // Behind damage nobody knows where the next segment should begin.
            if first != number, batch != nil { note(number, 0, number, .missingBefore(first)) }
            if first != number { batch = nil }
            number = first
            segments += 1
            do throws(LogStoreError) {
                try walk(first, number: &number, batch: &batch, body)
            } catch {
                note(error)
                batch = nil
            }
        }
        if number < end.count, batch != nil { note(number, 0, number, .missingSegment) }
    }

    private mutating func note(_ error: LogStoreError) {
        if case .damaged(let damage) = error {
            damages.append(damage)
        } else {
            unreadable.append(error)
        }
    }

    private mutating func walk(
        _ first: UInt64, number: inout UInt64, batch: inout UInt64?, _ body: (DecodedBlock) -> Void
    ) throws(LogStoreError) {
        let segment = try store.open(first)
        defer { segment.file.close() }
        let size: UInt64
        do throws(DurableIOError) { size = try segment.file.size() } catch { throw .storage(error) }
        let stop = first == end.segment ? end.byteOffset : size
        bytes += min(stop, size)
        if size < stop { note(first, size, number, .missing(expected: stop, found: size)) }
        var scanner = try SegmentScanner(segment, to: stop)
        var sequence = BatchSequence(number: number, batch: batch)
        var isLost = size < stop
        while true {
            let place = scanner.offset
            let step = try scanner.next()
            if case .end = step { break }
            if case .block(let block) = step {
                let result = Result { () throws(FormatError) in try block.decoded() }
                switch result {
                case .failure(let error): note(first, place, block.header.first, .invalid(error))
                case .success(let decoded):
                    if !sequence.accept(block.header) {
                        if !isLost { note(first, place, sequence.number, .order) }
                        sequence = BatchSequence(
                            number: block.header.first + UInt64(block.header.count), batch: nil)
                    } else {
                        body(decoded)
                    }
                    isLost = false
                    continue
                }
                sequence = BatchSequence(number: block.header.first + UInt64(block.header.count), batch: nil)
                isLost = true
                continue
            }
            if case .invalid(let error) = step, !isLost {
                note(first, place, sequence.number, .invalid(error))
            }
            isLost = true
            guard let next = try scanner.skipToNextBlock() else { break }
            sequence = BatchSequence(number: next, batch: nil)
        }
        if !sequence.isAtBoundary, !isLost { note(first, stop, sequence.number, .order) }
        number = sequence.number
        batch = isLost ? nil : sequence.batch
    }

    private mutating func note(_ segment: UInt64, _ byte: UInt64, _ number: UInt64, _ nature: Damage.Nature) {
        note(
            Damage(
                store: store.kind, segment: segment, byteOffset: byte, firstAffected: number, nature: nature
            ).error)
    }
}
