import DurabilitySimulation
import LedgerModel
import LogFormat
import LogStore
import Merkle
import RecordFormat
import Testing

@testable import ComplianceLedger

@Suite struct PrivacyTests {
    private func submission(_ number: Int, persons: [Int]) -> Submission {
        var out = Samples.submission(
            number, evidence: Array("evidence of planted-\(number)".utf8),
            events: persons.indices.map { Samples.event(number, about: $0, part: UInt32($0)) })
        out.personal = Array("personal planted-\(number)".utf8)
        out.identities = persons.map(Samples.person)
        return out
    }

    /// All bytes of a store: the files as they are, and every block decoded.
    private func bytes(of store: StoreDirectory, in files: SimulatedFileSystem) throws -> [[UInt8]] {
        var out = files.files.filter { $0.hasPrefix("/" + store.path) }.compactMap { files.contents($0) }
        for first in try store.segments() {
            var scanner = try SegmentScanner(store.open(first))
            while case .block(let block) = try scanner.next() { out.append(try block.decoded().raw) }
        }
        return out
    }

    private func contains(_ text: String, in parts: [[UInt8]]) -> Bool {
        let needle = Array(text.utf8)
        return parts.contains { part in
            guard part.count >= needle.count else { return false }
            return (0...(part.count - needle.count)).contains {
                part[$0..<($0 + needle.count)].elementsEqual(needle)
            }
        }
    }

    @Test("a person has one id, which is found again after reopening, and every slot holds it")
    func identities() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        var ids: [Int: IdentityID] = [:]
        for round in 0..<12 {
            let persons = [round % 4, (round + 1) % 4]
            let receipt = try #require(try ledger.appendAndWait([submission(round, persons: persons)]).first)
            for (person, position) in zip(persons, receipt.positions) {
                let event = try ledger.event(at: GlobalPosition(position))
                guard case .id(let bits)? = event.stream.components.last else {
                    Issue.record("the slot was not filled")
                    continue
                }
                #expect(event.tags.contains(LedgerModel.Tag(.word("user"), .id(bits))))
                #expect(event.actor == ActorName(.word("user"), .id(bits)))
                let id = IdentityID(bits)
                #expect(ids[person, default: id] == id)
                ids[person] = id
                #expect(try ledger.identity(of: Samples.person(person)) == id)
                #expect(try ledger.identityEntry(of: id)?.value == Samples.person(person).value)
            }
            if round % 3 == 2 {
                try ledger.close()
                ledger = try world.open()
            }
        }
        #expect(Set(ids.values).count == 4)
        var entries = 0
        try ledger.forEachIdentity { _ in entries += 1 }
        #expect(entries == 4)
        #expect(try ledger.identity(of: Samples.person(9)) == nil)
        try ledger.close()
        #expect(try world.audit() == [])
    }

    @Test("nothing personal stands in the log, and all of it in the private stores")
    func planted() throws {
        let world = LedgerWorld(segmentBytes: 1_200)
        let ledger = try world.opened()
        for number in 0..<20 { _ = try ledger.appendAndWait([submission(number, persons: [number % 6])]) }
        try ledger.close()
        let stores = LedgerStores(world.layout, ledger: try world.origin().id, files: world.files)
        let log = try bytes(of: stores.log, in: world.files)
        for text in ["planted", "person", "example.test", "evidence", "key ", "content "]
        where text != "person" {
            #expect(!contains(text, in: log), "\(text)")
        }
        for number in 0..<6 { #expect(!contains("person\(number)", in: log)) }
        #expect(contains("device", in: log) || contains("test.person_seen", in: log))
        #expect(contains("planted-7", in: try bytes(of: stores.privateRecords, in: world.files)))
        #expect(contains("person3@example.test", in: try bytes(of: stores.identities, in: world.files)))
    }

    @Test("an event cites the digest of its private record, and a changed one is noticed")
    func digests() throws {
        let world = LedgerWorld()
        var ledger = try world.opened()
        _ = try ledger.appendAndWait([submission(1, persons: [1]), submission(2, persons: [1, 2])])
        for position in 0..<3 as Range<UInt64> {
            let event = try ledger.event(at: GlobalPosition(position))
            let record = try #require(try ledger.privateRecord(of: event))
            let reference = try #require(event.evidence)
            #expect(SHA256.hash(of: record.encoded).bytes == reference.digest)
            #expect(reference.number.value == (position == 0 ? 0 : 1))
            #expect(record.personal == Array("personal planted-\(position == 0 ? 1 : 2)".utf8))
        }
        let salts = try [0, 1].map {
            try ledger.privateRecord(of: ledger.event(at: GlobalPosition($0)))?.salt
        }
        #expect(salts[0] != salts[1])
        try ledger.close()
        let path = try #require(world.files.files.first { $0.contains("private/records") })
        let size = try #require(world.files.contents(path)?.count)
        world.files.flipBit(path, byte: size - 1, bit: 3)
        ledger = try world.open(.reading)
        let last = try ledger.event(at: GlobalPosition(2))
        #expect(throws: LedgerError.self) { try ledger.privateRecord(of: last) }
        #expect(try world.audit() != [])
    }

    @Test("an event without evidence and personal fields has no private record")
    func none() throws {
        let ledger = try LedgerWorld().opened()
        _ = try ledger.appendAndWait([Samples.submission(1)])
        #expect(try ledger.event(at: .first).evidence == nil)
        #expect(try ledger.privateRecord(of: ledger.event(at: .first)) == nil)
    }
}
