import LedgerModel
import StrictJSON

/// The files of one source of one tenant that come by Azure Monitor.
///
/// The first records stand in a file that is one object with a `records` array, the next in a file whose
/// lines wrap the record as text in `message`, and all others one per line in a file for each day of
/// delivery. A file that has been left is never written again.
struct AzureMonitorFile: Sendable {
    private enum Shape: Equatable { case none, records, message, lines }

    let folder: String
    private var shape = Shape.none
    private var path = ""
    private var date = ""
    private var buffer: [UInt8] = []
    private var count = 0

    /// How many records the files of the two other shapes hold.
    static let sampled = 20
    private static let flushed = 1 << 16

    init(folder: String) { self.folder = folder }

    /// Adds a record in order of delivery.
    mutating func add(_ record: [UInt8], at time: Timestamp, to chunks: inout [ExportChunk]) {
        count += 1
        let wanted: Shape = count <= Self.sampled ? .records : count <= 2 * Self.sampled ? .message : .lines
        let day = SourceText.date(time)
        if wanted != shape || wanted == .lines && day != date {
            close(&chunks)
            shape = wanted
            date = day
            switch wanted {
            case .records:
                path = "\(folder)/azure-monitor-\(day).records.json"
                buffer += Array("{\"records\":[".utf8)
            case .message: path = "\(folder)/azure-monitor-\(day).message.jsonl"
            default: path = "\(folder)/azure-monitor-\(day).jsonl"
            }
        } else if shape == .records {
            buffer.append(UInt8(ascii: ","))
        }
        if shape == .message {
            var json = JSONWriter()
            json.beginObject()
            json.member("@timestamp", SourceText.instant(time))
            json.key("message")
            json.string(bytes: record)
            json.endObject()
            buffer += json.bytes
        } else {
            buffer += record
        }
        if shape != .records { buffer.append(UInt8(ascii: "\n")) }
        if buffer.count >= Self.flushed { flush(&chunks) }
    }

    /// Ends the file that is open, if one is.
    mutating func close(_ chunks: inout [ExportChunk]) {
        if shape == .records { buffer += Array("]}\n".utf8) }
        flush(&chunks)
        shape = .none
    }

    private mutating func flush(_ chunks: inout [ExportChunk]) {
        guard !buffer.isEmpty else { return }
        chunks.append(ExportChunk(path: path, bytes: buffer))
        buffer.removeAll(keepingCapacity: true)
    }
}
