import DurabilitySimulation
import DurableIO
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat

@testable import ComplianceLedger

/// A ledger that knows some people, one of whom is to be erased.
extension LedgerWorld {
    /// The one who is erased.
    static let erasedPerson = 1

    /// Puts down what four people did, in evidence, personal fields, identities, quarantine and read models.
    static func peopled(segmentBytes: UInt64 = 900) throws -> LedgerWorld {
        let world = LedgerWorld(segmentBytes: segmentBytes)
        try world.create()
        let ledger = try world.open()
        for number in 0..<16 { _ = try ledger.appendAndWait([seen(number, persons: [number % 4])]) }
        // Two in one record; one whom the evidence alone names; and one that is about nobody.
        _ = try ledger.appendAndWait([seen(16, persons: [1, 2])])
        _ = try ledger.appendAndWait([
            Samples.submission(17, evidence: Array(#"{"by":"PERSON1@Example.Test"}"#.utf8)),
            Samples.submission(18, evidence: Array("about nobody".utf8)),
        ])
        let quarantine = try ledger.openQuarantine()
        for (number, text) in ["person1@example.test;x", "person2@example.test;x", "about nobody"]
            .enumerated()
        {
            // The same input at two places is stored once.
            for line in 1...2 {
                try quarantine.add(refused(text, line: UInt64(2 * number + line)))
            }
        }
        try quarantine.flush()
        quarantine.close()
        try ledger.close()
        let folder = world.layout.readModels
        world.files.setContents(folder + "/current", Array("00000001.sqlite\n".utf8))
        for ending in ["", "-wal", "-shm"] {
            world.files.setContents(folder + "/00000001.sqlite" + ending, Array("person1@example.test".utf8))
        }
        return world
    }

    static func refused(_ text: String, line: UInt64) -> QuarantineEntry {
        QuarantineEntry(
            code: "test.refused", expected: "a", found: "b",
            place: SourceRecordPlace(file: "f", byte: line * 100, line: line), received: .earliest,
            bytes: Array(text.utf8))
    }

    /// A submission about people whose evidence and personal fields hold what marks each of them.
    static func seen(_ number: Int, persons: [Int], content: String? = nil, mapping: UInt32 = 1) -> Submission
    {
        let marks = persons.map { "mark-of-person\($0)" }.joined(separator: " ")
        var out = Samples.submission(
            number, content: content, evidence: Array("evidence \(number) \(marks)".utf8), mapping: mapping,
            events: persons.indices.map { Samples.event(number, about: $0, part: UInt32($0)) })
        out.personal = Array("personal \(number) \(marks)".utf8)
        out.identities = persons.map(Samples.person)
        return out
    }

    /// Erases a person.
    @discardableResult
    func erase(_ person: Int = erasedPerson) throws -> ErasureReceipt {
        let ledger = try open()
        defer { try? ledger.close() }
        guard let id = try ledger.identity(of: Samples.person(person)) else {
            throw LedgerError.file(path: layout.identities, reason: "the person is not known")
        }
        return try ledger.erase([id], ground: 1)
    }

    /// The names of files in which something of a person stands: as it is, or in a decoded block.
    func files(holding person: Int = erasedPerson) throws -> [String] {
        let lookup = try secret().identityLookup(Samples.person(person)).bytes
        let needles = [
            Array("person\(person)@example.test".utf8), Array("mark-of-person\(person)".utf8), lookup,
        ]
        var out: [String] = []
        for path in files.files where path.hasPrefix("/" + Self.path + "/") {
            var parts = [files.contents(path) ?? []]
            parts += Self.blocks(of: path, in: files)
            let isHolding = parts.contains { part in
                let lowered = part.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
                return needles.contains { Self.stands($0, in: lowered) || Self.stands($0, in: part) }
            }
            if isHolding { out.append(path) }
        }
        return out
    }

    private static func blocks(of path: String, in files: SimulatedFileSystem) -> [[UInt8]] {
        var out: [[UInt8]] = []
        for kind in StoreKind.allCases {
            guard let file = try? files.copy().open(path, .read),
                let head = try? file.bytes(at: 0, count: SegmentHeader.byteCount),
                let header = head.withUnsafeBytes({ try? SegmentHeader($0, kind: kind) }),
                var scanner = try? SegmentScanner(OpenSegment(file: file, header: header))
            else { continue }
            while case .block(let block)? = try? scanner.next() {
                if let decoded = try? block.decoded() { out.append(decoded.raw) }
            }
        }
        return out
    }

    static func stands(_ needle: [UInt8], in bytes: [UInt8]) -> Bool {
        guard let first = needle.first, bytes.count >= needle.count else { return false }
        return (0...(bytes.count - needle.count)).contains {
            bytes[$0] == first && bytes[$0..<($0 + needle.count)].elementsEqual(needle)
        }
    }

    /// The private record behind each position; nil for none, and for one that was erased.
    func privateRecords() throws -> [PrivateRecord?] {
        let ledger = try open(.reading)
        defer { try? ledger.close() }
        return try (0..<ledger.size.value).map {
            try ledger.privateRecord(of: ledger.event(at: GlobalPosition($0)))
        }
    }
}
