import Foundation
import Probity
import StrictJSON

/// Reads the standard work as submissions, some at a time.
final class WorkReader {
    /// What stands in the submissions beside the events.
    enum Kind {
        /// Nothing: their public data alone.
        case withoutPrivateRecords
        /// The CloudEvent as evidence, with spaces behind it up to 1 KiB.
        case withPrivateRecords
    }

    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private let reader = CloudEventReader()

    private static let chunkBytes = 4 << 20
    private static let evidenceBytes = 1_024

    init(_ path: String) throws { file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)) }

    /// The next submissions; none at the end.
    func submissions(most: Int, as kind: Kind) throws -> [Submission] {
        var out: [Submission] = []
        out.reserveCapacity(most)
        while out.count < most {
            guard let line = try nextLine() else { break }
            let root: JSONValue
            do throws(JSONSyntaxError) { root = try JSONDocument(line).root } catch {
                throw BenchError("a line of the work is no JSON: \(error)")
            }
            guard case .success(var submission) = reader.read(root) else {
                throw BenchError("a line of the work is no event of the catalogue")
            }
            switch kind {
            case .withoutPrivateRecords:
                submission.evidence = nil
                submission.personal = []
            case .withPrivateRecords:
                let missing = max(0, Self.evidenceBytes - line.count)
                submission.evidence = line + [UInt8](repeating: UInt8(ascii: " "), count: missing)
            }
            out.append(submission)
        }
        return out
    }

    private func nextLine() throws -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return Array(buffer[start..<end])
            }
            buffer.removeSubrange(..<start)
            start = 0
            guard let more = try file.read(upToCount: Self.chunkBytes), !more.isEmpty else { return nil }
            buffer += more
        }
    }
}
