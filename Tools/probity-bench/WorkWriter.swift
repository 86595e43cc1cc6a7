import Foundation
import Probity

/// Writes `records.work`; its form stands in `Benchmarks/Limits/work.h`.
struct WorkWriter {
    private let file: FileHandle
    private var buffer = Data()
    private var streams: [[UInt8]: UInt64] = [:]
    private(set) var events = 0
    private(set) var recordBytes = 0

    private static let version: UInt32 = 1
    private static let headerBytes = 64
    private static let entryBytes = 72

    init(_ path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        buffer.append(Data(count: Self.headerBytes))
    }

    mutating func add(_ view: RecordView) throws {
        let stream = Array(view.slice(view.streamRange))
        let number = streams[stream] ?? UInt64(streams.count)
        streams[stream] = number
        guard let name = StreamName(encoded: view.slice(view.streamRange)) else {
            throw BenchError("a stream's name cannot be read")
        }
        let streamText = Array("\(name)".utf8)
        let type = view.slice(view.typeRange)
        let used = Self.entryBytes + view.bytes.count + streamText.count + type.count
        let entry = (used + 7) / 8 * 8
        append(UInt32(entry))
        append(UInt32(view.bytes.count))
        append(number)
        append(view.streamVersion.value)
        append(view.occurred.instant.nanoseconds)
        buffer.append(contentsOf: Self.bytes(view.id.bits))
        append(UInt16(streamText.count))
        append(UInt16(type.count))
        append(UInt16(Self.bodyOffset(view)))
        let observed = ObservedFold.state(view)
        buffer.append(observed.map { $0.isCompliant ? 1 : 0 } ?? 2)
        buffer.append(0)
        buffer.append(contentsOf: Self.bytes(observed?.device ?? .zero))
        buffer.append(contentsOf: view.bytes)
        buffer.append(contentsOf: streamText)
        buffer.append(contentsOf: type)
        buffer.append(Data(count: entry - used))
        events += 1
        recordBytes += view.bytes.count
        if buffer.count > 1 << 20 { try flush() }
    }

    /// Writes what is left, and then the header.
    mutating func finish(devices: Int) throws {
        try flush()
        try file.seek(toOffset: 0)
        buffer.append(contentsOf: "PRBYWORK".utf8)
        append(Self.version)
        append(UInt32(clamping: devices))
        append(UInt64(events))
        append(UInt64(recordBytes))
        buffer.append(Data(count: Self.headerBytes - buffer.count))
        try flush()
        try file.close()
    }

    private mutating func flush() throws {
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { buffer.append(contentsOf: $0) }
    }

    /// Behind the stream's version, an integer that begins where the stream ends.
    private static func bodyOffset(_ view: RecordView) -> Int {
        let short = view.bytes[view.streamRange.upperBound] & 0x1F
        return view.streamRange.upperBound + 1 + (short < 24 ? 0 : 1 << Int(short - 24))
    }

    private static func bytes(_ bits: Bits128) -> [UInt8] {
        var out: [UInt8] = []
        bits.append(to: &out)
        return out
    }
}
