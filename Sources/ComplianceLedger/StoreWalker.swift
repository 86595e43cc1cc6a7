import DurableIO
import LogFormat
import LogStore

/// Reads all blocks of a store, notes damage with what it looks like, and goes on at the next valid block
/// behind it.
struct StoreWalker: Sendable {
    /// A place of damage.
    struct Found: Sendable {
        var damage: Damage
        var shape: DamageShape
        /// The records that cannot be relied on, by number.
        var records: Range<UInt64>
    }

    /// More places than these are counted, not looked at.
    static let listed = 100
    /// How far behind the end blocks are looked for that something pushed there.
    private static let mostPushed: UInt64 = 128 << 20

    private let store: StoreDirectory
    private let end: CommitMark.End
    private let segmentBytes: UInt64
    private var survey: DamageSurvey
    /// Those before this index are told whole.
    private var settled = 0
    private(set) var found: [Found] = []
    private(set) var unlisted = 0
    private(set) var unreadable: [LogStoreError] = []
    private(set) var segments = 0
    private(set) var bytes: UInt64 = 0
    /// Records that were handed on.
    private(set) var records: UInt64 = 0

    /// Where reading stands: behind which record, and whether that is known for certain.
    private struct Place {
        var number: UInt64
        var batch: UInt64?
        var isSure: Bool
        /// The segment that was read last and its size.
        var segment: UInt64?
        var size: UInt64
    }

    /// - Parameter segmentBytes: from which size on a segment is full.
    init(_ store: StoreDirectory, end: CommitMark.End, segmentBytes: UInt64 = StoreWriter.segmentBytes) {
        self.store = store
        self.end = end
        self.segmentBytes = segmentBytes
        survey = DamageSurvey(store)
    }

    /// Calls `body` with each block that is whole and does not come too late.
    mutating func run(_ body: (ScannedBlock, DecodedBlock) -> Void) {
        let firsts: [UInt64]
        do throws(LogStoreError) { firsts = try store.segments().filter { $0 < end.count } } catch {
            return note(error)
        }
        var place = Place(number: 0, batch: 0, isSure: true, segment: nil, size: 0)
        for (index, first) in firsts.enumerated() {
            // Behind damage nobody knows where the next segment should begin.
            if first > place.number {
                if place.isSure { noteGap(place, next: first) }
                settle(upTo: first)
            }
            if first != place.number { place.batch = nil }
            let before = place
            place.number = first
            segments += 1
            do throws(LogStoreError) {
                try walk(first, &place, body)
            } catch {
                note(error)
                // A file too many says nothing of those that follow.
                place = before
                guard first >= before.number else { continue }
                place.isSure = false
                place.number = first
                place.batch = nil
                place.segment = first
                settle(upTo: index + 1 < firsts.count ? firsts[index + 1] : end.count)
            }
        }
        if place.number < end.count, place.isSure, place.segment != end.segment {
            var missing = place.number
            if let segment = place.segment, missing < end.segment, place.size < segmentBytes {
                note(segment, place.size, missing, .endsEarly(next: end.segment))
                missing = end.segment
            }
            note(missing, 0, missing, .missingSegment)
        }
        settle(upTo: end.count)
    }

    /// Records are missing between two segments: the one before was cut, or one is not there.
    private mutating func noteGap(_ place: Place, next: UInt64) {
        if let segment = place.segment, place.size < segmentBytes {
            note(segment, place.size, place.number, .endsEarly(next: next))
        } else {
            note(place.number, 0, place.number, .missingBefore(next))
        }
    }

    private mutating func walk(
        _ first: UInt64, _ place: inout Place, _ body: (ScannedBlock, DecodedBlock) -> Void
    ) throws(LogStoreError) {
        let segment = try store.open(first)
        defer { segment.file.close() }
        let size: UInt64
        do throws(DurableIOError) { size = try segment.file.size() } catch { throw .storage(error) }
        // One that was rewritten since the end was read is closed, and the end names no byte of it.
        let isLast = first == end.segment && segment.header.generation == 0
        let stop = isLast ? end.byteOffset : size
        bytes += min(stop, size)
        place.segment = first
        place.size = size
        var scanner = try SegmentScanner(segment, to: isLast ? stop &+ Self.mostPushed : nil)
        var sequence = BatchSequence(number: place.number, batch: place.batch)
        let before = found.count
        var isSure = true
        reading: while true {
            let offset = scanner.offset
            // Behind the end only what was pushed there is of interest.
            if isLast, offset >= stop, sequence.number >= end.count || found.count == before { break }
            switch try scanner.next() {
            case .end: break reading
            case .block(let block):
                isSure = true
                take(block, in: first, &sequence, body)
            case .invalid(let error):
                let header = try scanner.headerHere()
                let next = try scanner.skipToNextBlock()
                let isCut = next == nil && size < stop
                note(
                    first, offset, sequence.number,
                    isCut ? .missing(expected: stop, found: size) : .invalid(error))
                // Of a file that was cut nobody knows how many records it had.
                let needed = header.map { UInt64(BlockHeader.byteCount) + UInt64($0.storedLength) } ?? 0
                let endsHere = next == nil && !isLast && needed > size - offset
                if let header, header.first >= sequence.number, !endsHere {
                    if !sequence.accept(header) { sequence = BatchSequence(behind: header) }
                    // The next damage is one of its own.
                    if next != nil { settle(upTo: sequence.number) }
                } else {
                    isSure = false
                }
                guard next != nil else { break reading }
            }
        }
        if sequence.number < end.count || !sequence.isAtBoundary, isSure {
            if size < stop {
                if found.last?.damage.segment != first || found.count == settled {
                    note(first, size, sequence.number, .missing(expected: stop, found: size))
                }
            } else if !sequence.isAtBoundary {
                note(first, stop, sequence.number, .order)
            } else if isLast {
                note(first, stop, sequence.number, .contents("the mark says that more records end here"))
            }
        }
        place.number = sequence.number
        place.batch = isSure ? sequence.batch : nil
        place.isSure = isSure
    }

    /// Takes a block whose header and checksum are right.
    private mutating func take(
        _ block: ScannedBlock, in segment: UInt64, _ sequence: inout BatchSequence,
        _ body: (ScannedBlock, DecodedBlock) -> Void
    ) {
        let header = block.header
        let expected = sequence.number
        let isBehindDamage = settled < found.count
        var follows = sequence.accept(header)
        if !follows, isBehindDamage, header.first > expected {
            // What is missing before it is told.
            sequence = BatchSequence(behind: header)
            follows = true
        }
        if !follows {
            note(segment, block.offset, expected, .order, at: header)
            sequence = BatchSequence(behind: header)
        }
        let result = Result { () throws(FormatError) in try block.decoded() }
        switch result {
        case .failure(let error): note(segment, block.offset, header.first, .invalid(error))
        case .success(let decoded):
            if follows { settle(upTo: header.first) }
            guard header.first >= expected else { return }
            records += UInt64(header.count)
            body(block, decoded)
        }
    }

    private mutating func note(_ error: LogStoreError) {
        guard case .damaged(let damage) = error else { return unreadable.append(error) }
        guard found.count < Self.listed else {
            unlisted += 1
            return
        }
        found.append(
            Found(
                damage: damage, shape: survey.shape(of: damage),
                records: damage.firstAffected..<damage.firstAffected))
    }

    private mutating func note(
        _ segment: UInt64, _ byte: UInt64, _ number: UInt64, _ nature: Damage.Nature,
        at block: BlockHeader? = nil
    ) {
        let damage = Damage(
            store: store.kind, segment: segment, byteOffset: byte, firstAffected: number, nature: nature)
        let isOpen = settled < found.count
        note(damage.error)
        guard let block, case .order = nature, let last = found.last, last.damage == damage else { return }
        switch last.shape {
        case .swapped:
            // Each block that is not in its place is part of the same exchange.
            if isOpen, found.count > 1, found[found.count - 2].shape == .swapped { found.removeLast() }
        case .duplicated:
            found[found.count - 1].records = block.first..<(block.first + UInt64(block.count))
            settled = found.count
        default: settle(upTo: block.first)
        }
    }

    /// Where reading goes on: what was damaged before ends there.
    private mutating func settle(upTo number: UInt64) {
        while settled < found.count {
            let lower = found[settled].records.lowerBound
            let next = settled + 1 < found.count ? found[settled + 1].records.lowerBound : number
            found[settled].records = lower..<max(lower, min(next, number))
            settled += 1
        }
    }
}
