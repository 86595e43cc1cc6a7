import DeterministicCBOR
import DurabilitySimulation
import DurableIO
import FaultRecords
import LedgerModel
import LogFormat
import LogStore
import Testing

/// Every length, count and number of the formats at its extremes, with each checksum right, so that nothing
/// but the field itself can be what is refused.
@Suite("Lengths and counts at their extremes")
struct LengthExtremesTests {
    /// A field of fixed width in an input of a target.
    private struct Field {
        let offset: Int
        let width: Int
    }

    private static let fields: [String: [Field]] = [
        "segment": [Field(offset: 8, width: 2), Field(offset: 10, width: 2), Field(offset: 12, width: 4)]
            + [Field(offset: 32, width: 8), Field(offset: 40, width: 8), Field(offset: 56, width: 4)],
        "block": BlockHeader.layout.filter { (8...80).contains($0.offset) }.map {
            Field(offset: $0.offset, width: $0.size)
        },
        "scan": [16, 20, 32, 36, 40].map { Field(offset: $0, width: 4) },
        "commit": stride(from: 24, to: 112, by: 8).map { Field(offset: $0, width: 8) },
        "index": stride(from: 16, to: 88, by: 8).map { Field(offset: $0, width: 8) },
    ]

    /// The extremes that a width holds, and those around the bounds of a block.
    private static func extremes(width: Int) -> [UInt64] {
        let most = width == 8 ? UInt64.max : (1 << UInt64(8 * width)) - 1
        let block = UInt64(BlockHeader.rawBytesMaximum)
        return Set(
            Mutator.extremes + [2, most - 1, most, (1 << 63) - 1, 1 << 63, block - 1, block, block + 1]
        ).filter { $0 <= most }.sorted()
    }

    private static func record(_ row: String, _ fault: String, _ test: String) -> FaultRecord {
        FaultRecord(
            row, .parsers, fault: fault,
            expectation: "It is refused by a typed error or read as what it says; nothing else is read, and "
                + "nothing stops", test: "LengthExtremesTests/\(test)")
    }

    /// Tries an input on a target; counts it.
    private static func attempt(_ target: ParserTarget, _ input: [UInt8], _ record: inout FaultRecord) {
        record.committed += 1
        guard let problem = input.withUnsafeBytes({ target.check($0) }) else { return }
        record.failed += 1
        Issue.record("\(target.name): \(problem): \(input.prefix(120))")
    }

    @Test("fields of fixed width", arguments: fields.keys.sorted())
    func fixed(_ name: String) throws {
        let target = try #require(ParserTarget.named(name))
        var record = Self.record(
            "length-extremes-\(name)", "A length, count or number in the format of \(name) is at an extreme",
            "fixed")
        for seed in try target.seeds() {
            for field in Self.fields[name] ?? [] {
                for value in Self.extremes(width: field.width) {
                    var bytes = seed
                    for index in 0..<field.width {
                        bytes[field.offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
                    }
                    Self.attempt(target, bytes, &record)
                }
            }
        }
        #expect(record.committed > 50)
        record.report()
    }

    @Test("a block whose count or length is another one is refused, whatever it is")
    func block() throws {
        var record = Self.record(
            "length-extremes-of-blocks", "The count or a length of a block is an extreme that is not its own",
            "block")
        let seed = try #require(try ParserTarget.block.seeds().first)
        let raw = BlockHeader.layout.filter { ["count", "raw length", "stored length"].contains($0.name) }
        #expect(raw.count == 3)
        for field in raw {
            for value in Self.extremes(width: field.size) {
                var bytes = seed
                bytes.storeLittle(UInt32(truncatingIfNeeded: value), at: field.offset)
                guard bytes != seed else { continue }
                bytes.storeLittle(CRC32C.checksum(bytes[..<92]), at: 92)
                record.committed += 1
                let block = Outcome {
                    try bytes.withUnsafeBytes { buffer in
                        let header = try BlockHeader(
                            buffer, segmentChecksum: ParserTarget.header.checksum)
                        let body = UnsafeRawBufferPointer(rebasing: buffer[BlockHeader.byteCount...])
                        return try BlockCodec.decode(header, stored: body)
                    }
                }
                guard case .refused(let error) = block, error is FormatError else {
                    record.failed += 1
                    Issue.record("\(field.name) \(value) was read")
                    continue
                }
            }
        }
        record.report()
    }

    @Test(
        "every head of deterministic CBOR",
        arguments: ["record", "private-record", "identity", "quarantine", "cbor"])
    func heads(_ name: String) throws {
        let target = try #require(ParserTarget.named(name))
        var record = Self.record(
            "length-extremes-\(name)", "The head of an item in the format of \(name) says an extreme", "heads"
        )
        for seed in try target.seeds() {
            // A private record begins with its salt.
            let start = name == "private-record" ? 32 : 0
            for head in Self.heads(of: seed, from: start) {
                for major in UInt8(0)...7 {
                    for (place, width) in [1, 2, 4, 8].enumerated() {
                        for value in Self.extremes(width: width) {
                            var bytes = Array(seed[..<head.lowerBound])
                            bytes.append(major << 5 | UInt8(24 + place))
                            for shift in (0..<width).reversed() {
                                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift)))
                            }
                            Self.attempt(target, bytes + seed[head.upperBound...], &record)
                        }
                    }
                }
            }
        }
        #expect(record.committed > 500)
        record.report()
    }

    /// Where the heads of an item stand.
    private static func heads(of bytes: [UInt8], from start: Int) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var place = start
        while place < bytes.count {
            let short = Int(bytes[place] & 0x1F)
            let width = short < 24 ? 0 : short < 28 ? 1 << (short - 24) : 0
            let end = min(bytes.count, place + 1 + width)
            out.append(place..<end)
            let value = width == 0 ? short : bytes[(place + 1)..<end].reduce(0) { $0 << 8 | Int($1) }
            place = end + ([2, 3].contains(bytes[place] >> 5) ? value : 0)
        }
        return out
    }

    private static let numbers = [
        "", "0", "00", "1", "-1", "+1", "255", "256", "65535", "65536", "2147483647", "2147483648",
        "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551614",
        "18446744073709551615", "18446744073709551616", "1e9", String(repeating: "9", count: 400),
    ]

    @Test(
        "every decimal number of a text",
        arguments: ["note", "checkpoint", "proof", "origin", "manifest", "marks"])
    func decimals(_ name: String) throws {
        let target = try #require(ParserTarget.named(name))
        var record = Self.record(
            "length-extremes-\(name)", "A number in the text of \(name) is at an extreme", "decimals")
        for seed in try target.seeds() {
            for run in Self.digits(of: seed) {
                for number in Self.numbers {
                    let bytes = seed[..<run.lowerBound] + Array(number.utf8) + seed[run.upperBound...]
                    Self.attempt(target, Array(bytes), &record)
                }
            }
        }
        #expect(record.committed > 20)
        record.report()
    }

    private static func digits(of bytes: [UInt8]) -> [Range<Int>] {
        var out: [Range<Int>] = []
        for (index, byte) in bytes.enumerated() where (48...57).contains(byte) {
            if let last = out.last, last.upperBound == index {
                out[out.count - 1] = last.lowerBound..<(index + 1)
            } else {
                out.append(index..<(index + 1))
            }
        }
        return out
    }

    @Test("a mark that names any end at all: the store is opened at its own end, or refused")
    func marks() throws {
        var record = Self.record(
            "length-extremes-of-marks",
            "The commit mark, whole, names a count, a segment or a byte that is an extreme", "marks")
        let files = SimulatedFileSystem()
        try files.createDirectory("store", permissions: 0o700)
        let store = StoreDirectory(
            path: "store", kind: .log, ledger: ParserTarget.ledger, files: files)
        let writer = try StoreWriter(store, tail: .empty, epoch: 0, segmentBytes: 300)
        for number in 0..<6 {
            var batch = BatchBuilder()
            [UInt8](repeating: UInt8(number), count: 90).withUnsafeBytes {
                batch.add($0, recorded: Timestamp(nanoseconds: Int64(number)))
            }
            try writer.write(&batch, at: Timestamp(nanoseconds: 0))
            try writer.synchronize()
        }
        let end = writer.tail.end
        writer.close()
        #expect(try store.segments().count > 1)
        let values = Self.extremes(width: 8) + [end.count, end.segment, end.byteOffset, end.byteOffset + 1]
        for count in values {
            for segment in values {
                for byte in values {
                    record.committed += 1
                    let mark = CommitMark.End(count: count, segment: segment, byteOffset: byte)
                    let found = Outcome { try StoreOpening(store, published: 0).scan(from: mark) }
                    // What a mark of nothing says is looked for from the beginning.
                    if let result = found.value, result.tail.end != end || result.torn != nil {
                        record.failed += 1
                        Issue.record("\(mark): \(result)")
                    }
                }
            }
        }
        record.report()
    }
}
