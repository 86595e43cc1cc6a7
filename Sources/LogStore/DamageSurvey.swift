import DurableIO
import LogFormat

/// Says what damage looks like, from a second look at the bytes around it.
public struct DamageSurvey: Sendable {
    private let store: StoreDirectory
    /// Of the segment that was looked at last.
    private var survey: (segment: UInt64, marks: SegmentSurvey)?
    private var segmentsByChecksum: [UInt32: UInt64]?

    /// Zeros in a row that compressed bytes do not have.
    private static let tellingZeros = 32
    /// Zeros in a row that a block's header and the bytes behind it do not have.
    private static let mostZerosOfHeader = BlockHeader.byteCount

    public init(_ store: StoreDirectory) { self.store = store }

    /// What a place looks like.
    public mutating func shape(of damage: Damage) -> DamageShape {
        switch damage.nature {
        case .missingSegment, .missingBefore, .missingFolder: return .missing
        case .missing, .endsEarly: return .truncated
        case .contents where damage.byteOffset >= UInt64(SegmentHeader.byteCount): return .overwritten
        case .contents, .invalid, .order: break
        }
        guard let file = try? store.files.open(store.segmentPath(damage.segment), .read) else {
            return .missing
        }
        defer { file.close() }
        do throws(DurableIOError) {
            if damage.byteOffset < UInt64(SegmentHeader.byteCount) {
                return try header(of: file, damage)
            }
            if case .order = damage.nature { return try order(file, damage) }
            return try block(file, damage)
        } catch {
            return .overwritten
        }
    }

    private func header(of file: any File, _ damage: Damage) throws(DurableIOError) -> DamageShape {
        let size = try file.size()
        let count = SegmentHeader.byteCount
        let bytes = try file.bytes(at: 0, count: Int(min(size, UInt64(count))))
        if bytes.allSatisfy({ $0 == 0 }), !bytes.isEmpty { return .zeroed }
        guard bytes.count == count else { return .truncated }
        for kind in StoreKind.allCases {
            guard let header = Self.segmentHeader(bytes, kind) else { continue }
            guard kind == store.kind, header.ledger == store.ledger else { return .foreignSegment }
            if header.first != damage.segment { return .renamed(from: header.first) }
        }
        if let (byte, bit) = Self.flip(bytes, checksumAt: count - 4) {
            var mended = bytes
            mended[byte] ^= 1 << UInt8(bit)
            if let header = Self.segmentHeader(mended, store.kind), header.ledger == store.ledger,
                header.first == damage.segment
            {
                return .flippedBit(byte: UInt64(byte), bit: bit)
            }
        }
        return Self.longestZeros(bytes) >= Self.tellingZeros ? .zeroed : .overwritten
    }

    private static func segmentHeader(_ bytes: [UInt8], _ kind: StoreKind) -> SegmentHeader? {
        bytes.withUnsafeBytes { try? SegmentHeader($0, kind: kind) }
    }

    /// A place at which no valid block begins.
    private mutating func block(_ file: any File, _ damage: Damage) throws(DurableIOError) -> DamageShape {
        let size = try file.size()
        let place = damage.byteOffset
        let count = BlockHeader.byteCount
        let available = size - min(size, place)
        if case .invalid(.foreignBlock(let checksum, _)) = damage.nature {
            return .foreignBlock(segment: segment(of: checksum))
        }
        let bytes = try file.bytes(at: place, count: Int(min(available, UInt64(count))))
        guard bytes.count == count else {
            return !bytes.isEmpty && bytes.allSatisfy { $0 == 0 } ? .zeroed : .truncated
        }
        guard let header = SegmentSurvey.header(bytes, at: 0) else {
            if let (byte, bit) = Self.flip(bytes, checksumAt: count - 4) {
                var mended = bytes
                mended[byte] ^= 1 << UInt8(bit)
                if let header = SegmentSurvey.header(mended, at: 0), header.first == damage.firstAffected {
                    return .flippedBit(byte: place + UInt64(byte), bit: bit)
                }
            }
            let around = try file.bytes(at: place, count: Int(min(available, 8_192)))
            let leading = around.prefix { $0 == 0 }.count
            let isZeroed =
                leading >= Self.tellingZeros || Self.longestZeros(around) > Self.mostZerosOfHeader
            return isZeroed ? .zeroed : .overwritten
        }
        let length = Int(header.storedLength)
        guard UInt64(count + length) <= available else { return .truncated }
        let stored = try file.bytes(at: place + UInt64(count), count: length)
        let computed = CRC32C.checksum(stored)
        if computed != header.storedChecksum {
            if let (byte, bit) = CRC32C.flippedBit(
                stored: header.storedChecksum, computed: computed, byteCount: length), byte < length
            {
                var mended = stored
                mended[byte] ^= 1 << UInt8(bit)
                let isWhole = mended.withUnsafeBytes { (try? BlockCodec.decode(header, stored: $0)) != nil }
                if isWhole { return .flippedBit(byte: place + UInt64(count + byte), bit: bit) }
            }
            return Self.longestZeros(stored) >= Self.tellingZeros ? .zeroed : .overwritten
        }
        return .overwritten
    }

    /// A valid block that does not follow the one before it.
    private mutating func order(_ file: any File, _ damage: Damage) throws(DurableIOError) -> DamageShape {
        let found = try surveyed(file, damage.segment)
        let place = damage.byteOffset
        guard let here = found.marks.first(where: { $0.offset == place }) else {
            // The file ends within a batch.
            return .truncated
        }
        let own = here.header.segmentChecksum
        if let earlier = found.marks.first(where: { $0.offset < place && $0.header == here.header }) {
            return .duplicated(byte: earlier.offset)
        }
        // What should stand here is elsewhere in the file; or what stands here should stand before.
        if !found.blocks(first: damage.firstAffected, of: own).isEmpty
            || here.header.first < damage.firstAffected
        {
            return .swapped
        }
        return here.header.first == damage.firstAffected ? .overwritten : .missing
    }

    private mutating func surveyed(
        _ file: any File, _ segment: UInt64
    ) throws(DurableIOError) -> SegmentSurvey {
        if let survey, survey.segment == segment { return survey.marks }
        let marks = try SegmentSurvey(file)
        survey = (segment, marks)
        return marks
    }

    /// Which segment of the store has a header with this checksum.
    private mutating func segment(of checksum: UInt32) -> UInt64? {
        if let segmentsByChecksum { return segmentsByChecksum[checksum] }
        var found: [UInt32: UInt64] = [:]
        for first in (try? store.segments()) ?? [] {
            guard let segment = try? store.open(first) else { continue }
            segment.file.close()
            found[segment.checksum] = first
        }
        segmentsByChecksum = found
        return found[checksum]
    }

    /// The one bit that explains the checksum of a header, which stands least byte first at its end.
    private static func flip(_ bytes: [UInt8], checksumAt place: Int) -> (byte: Int, bit: Int)? {
        let stored = bytes.withUnsafeBytes { $0.little(UInt32.self, at: place) }
        return CRC32C.flippedBit(
            stored: stored, computed: CRC32C.checksum(bytes[..<place]), byteCount: place)
    }

    private static func longestZeros(_ bytes: [UInt8]) -> Int {
        var longest = 0
        var run = 0
        for byte in bytes {
            run = byte == 0 ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
