import ComplianceLedger
import ComplianceState
import FaultRecords
import Foundation
import GRDB
import LedgerModel
import Merkle
import Testing

@testable import Projections

@Suite("files of a read model that are taken away, exchanged or changed")
struct ProjectionFileTests {
    private static let endings = ["", "-wal", "-shm"]

    /// The files of a store as a process that is killed leaves them.
    private static func killed(_ store: ProjectionStore) -> [String: Data] {
        var files: [String: Data] = [:]
        for ending in endings { files[ending] = FileManager.default.contents(atPath: store.path + ending) }
        return files
    }

    private static func put(_ files: [String: Data], at path: String) throws {
        for ending in endings {
            try? FileManager.default.removeItem(atPath: path + ending)
            try files[ending]?.write(to: URL(fileURLWithPath: path + ending))
        }
    }

    /// What happens to the files behind the ledger's back.
    enum Surgery: String, CaseIterable, Sendable {
        case deleted, withoutWAL, withoutIndexOfWAL, withoutCurrent, ofAnotherLedger, stale, emptied, cut
    }

    @Test(
        "the next writer catches up or makes it anew, and rows are what the log says",
        arguments: Surgery.allCases)
    func surgery(_ surgery: Surgery) throws {
        var record = FaultRecord(
            "p1-files-of-read-models", .projections,
            fault: "the read model, its write-ahead log or what names it is deleted, cut, stale or another "
                + "ledger's",
            expectation: "it is refused to readers or read as far as it goes; the next writer brings it to "
                + "what the log says",
            test: "ProjectionFileTests/surgery")
        let fixture = try LedgerFixture()
        let steps = RandomSteps.make(seed: 91, count: 200)
        try fixture.append(Array(steps.prefix(100)))
        let first = try fixture.caughtUp(eventsPerTransaction: 20)
        let yesterday = Self.killed(first)
        try fixture.append(Array(steps.dropFirst(100)))
        try Projector(first, eventsPerTransaction: 20).catchUp(from: fixture.ledger)
        var files = Self.killed(first)
        #expect(files["-wal"]?.isEmpty == false, "there is a write-ahead log to lose")
        let digest = try first.digest()
        let path = first.path
        first.close()
        switch surgery {
        case .deleted: files = [:]
        case .withoutWAL: files["-wal"] = nil
        case .withoutIndexOfWAL: files["-shm"] = nil
        case .withoutCurrent:
            try FileManager.default.removeItem(atPath: fixture.readModels + "/current")
        case .ofAnotherLedger:
            let other = try LedgerFixture()
            try other.append(RandomSteps.make(seed: 92, count: 100))
            files = Self.killed(try other.caughtUp())
        case .stale: files = yesterday
        case .emptied: files = ["": Data()]
        case .cut: files[""] = files[""].map { $0.prefix($0.count / 2) }
        }
        try Self.put(files, at: path)
        // A reader has it as far as it goes, or is told why not.
        do {
            let reader = try ProjectionStore.open(of: fixture.ledger, for: .reading)
            let size = try reader.progress().size
            let report = try reader.verify(against: fixture.ledger)
            if size < fixture.ledger.size { #expect(report.isGood) }
            reader.close()
        } catch {
            let code = error.code
            #expect([ProjectionError.Code.missing, .foreign, .corrupt, .files].contains(code), "\(error)")
        }
        let next = try fixture.caughtUp()
        let report = try next.verify(against: fixture.ledger)
        let isGood = try report.isGood && next.digest() == digest
        #expect(isGood, "\(report.differences.prefix(3))")
        record.committed = 1
        record.failed = isGood ? 0 : 1
        record.report()
    }

    /// What questions of several kinds are answered; nil for one that cannot be.
    private static func answers(_ store: ProjectionStore) -> [AnyHashable?] {
        func told(_ body: () throws -> AnyHashable) -> AnyHashable? { try? body() }
        return [
            told { try store.counts() },
            told { try store.devices(DeviceQuery(asOf: .latest)).devices },
            told { try store.devices(DeviceQuery(tenant: contoso, asOf: seconds(100))).devices },
            told { try store.device(entra(1), asOf: .latest)?.intervals ?? [] },
            told { try store.tenants() },
            told { try store.digest() },
        ]
    }

    @Test("whatever bit of a read model falls over, nothing stops, and no changed answer passes verify")
    func flippedBits() throws {
        var record = FaultRecord(
            "p2-bits-of-read-models", .projections, fault: "one bit of a read model's file falls over",
            expectation: "no question stops the process, and comparing with the log finds it where an "
                + "answer is another",
            test: "ProjectionFileTests/flippedBits")
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 93, count: 150))
        let store = try fixture.caughtUp()
        let path = store.path
        store.close()
        let whole = try #require(FileManager.default.contents(atPath: path))
        let right = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        let expected = Self.answers(right)
        #expect(expected.allSatisfy { $0 != nil })
        right.close()
        var random = SeededRandom(seed: 93)
        record.noticed = 0
        for round in 0..<TestEffort.count(120, nightly: 20_000) {
            var bytes = whole
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try Self.put(["": bytes], at: path)
            record.committed += 1
            guard let changed = try? ProjectionStore.open(of: fixture.ledger, for: .reading) else {
                record.noticed? += 1
                continue
            }
            let found = Self.answers(changed)
            let isGood = (try? changed.verify(against: fixture.ledger))?.isGood ?? false
            changed.close()
            if !isGood { record.noticed? += 1 }
            // An answer that cannot be had is told.
            let isOther = zip(found, expected).contains { $0 != nil && $0 != $1 }
            if isGood && isOther { record.silent += 1 }
            #expect(!(isGood && isOther), "round \(round), byte \(place)")
        }
        record.seeds = "93"
        record.report()
        #expect((record.noticed ?? 0) > record.committed / 20, "\(record.noticed ?? 0)")
        // What is wrong can be made right.
        try Self.put(["": whole.prefix(8_192)], at: path)
        _ = try ProjectionStore.rebuild(of: fixture.ledger)
        let rebuilt = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        #expect(try rebuilt.verify(against: fixture.ledger).isGood)
        #expect(Self.answers(rebuilt)[0] == expected[0])
    }

    @Test("readers never write: neither rows, nor the write-ahead log back into the file")
    func readersKeepOff() throws {
        var record = FaultRecord(
            "p8-readers-keep-off", .projections,
            fault: "readers open, ask and close a read model that a dead writer left with its log",
            expectation: "they are set to ask only, and no byte of the files is other than before",
            test: "ProjectionFileTests/readersKeepOff")
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 94, count: 100))
        let store = try fixture.caughtUp(eventsPerTransaction: 20)
        let files = Self.killed(store)
        let path = store.path
        store.close()
        try Self.put(files, at: path)
        for _ in 0..<3 {
            let reader = try ProjectionStore.open(of: fixture.ledger, for: .reading)
            let isAsking = try reader.database.read { try Int.fetchOne($0, sql: "PRAGMA query_only") } == 1
            #expect(isAsking)
            #expect(throws: (any Error).self) {
                try reader.database.read { _ = try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
            }
            #expect(Self.answers(reader).allSatisfy { $0 != nil })
            reader.close()
            record.committed += 1
            for ending in ["", "-wal"] {
                let isSame = FileManager.default.contents(atPath: path + ending) == files[ending]
                #expect(isSame, "\(ending)")
                if !isSame || !isAsking { record.failed += 1 }
            }
        }
        record.report()
    }

    @Test("an event that cannot be read stops the projector there, with its place; nothing is left out")
    func unreadableEvent() throws {
        var record = FaultRecord(
            "p5-event-that-cannot-be-read", .projections,
            fault: "a byte of the log changes above what the read model has, or a row is refused",
            expectation: "the projector stops there and says where and why; once it is mended it goes on",
            test: "ProjectionFileTests/unreadableEvent")
        let fixture = try LedgerFixture()
        let steps = RandomSteps.make(seed: 95, count: 120)
        try fixture.append(Array(steps.prefix(60)))
        let store = try fixture.caughtUp()
        let before = try (store.counts(), store.progress().size, store.digest())
        try fixture.append(Array(steps.dropFirst(60)))
        let segment = fixture.ledger.layout.log + "/00000000000000000000.seg"
        let whole = try #require(FileManager.default.contents(atPath: segment))
        var changed = whole
        changed[changed.count - 100] ^= 1
        try changed.write(to: URL(fileURLWithPath: segment))
        let environment = fixture.ledger.environment
        let reader = try Ledger.open(fixture.path, for: .reading, in: environment)
        var told: ProjectionError?
        do { try Projector(store).catchUp(from: reader) } catch { told = error }
        #expect(told?.code == .ledger)
        #expect(told?.description.contains("segment 00000000000000000000, byte") == true, "\(told as Any)")
        #expect(try store.progress().size >= before.1 && store.verify(against: reader).isGood)
        try whole.write(to: URL(fileURLWithPath: segment))
        // A row that the tables refuse.
        let writer = try #require(store.writer)
        try writer.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER stop BEFORE INSERT ON interval
                    BEGIN SELECT RAISE(ABORT, 'refused'); END
                    """)
        }
        let again = try Ledger.open(fixture.path, for: .reading, in: environment)
        do { try Projector(store).catchUp(from: again) } catch { told = error }
        #expect(told?.code == .statement)
        #expect(told?.description.contains("could not write events ") == true, "\(told as Any)")
        #expect(try store.digest() == before.2 || store.progress().size > before.1)
        try writer.write { try $0.execute(sql: "DROP TRIGGER stop") }
        try Projector(store).catchUp(from: again)
        let isGood = try store.verify(against: again).isGood && store.progress().size == again.size
        #expect(isGood)
        record.committed = 2
        record.noticed = 2
        record.failed = isGood ? 0 : 1
        record.report()
    }
}
