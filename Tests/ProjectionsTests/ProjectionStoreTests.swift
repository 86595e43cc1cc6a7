import ComplianceLedger
import Foundation
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct ProjectionStoreTests {
    private func error(_ body: () throws -> Void) -> ProjectionError? {
        do {
            try body()
            return nil
        } catch {
            return error as? ProjectionError
        }
    }

    @Test("reading without a read model says so, and names the command")
    func missing() throws {
        let fixture = try LedgerFixture()
        let found = error { _ = try ProjectionStore.open(of: fixture.ledger, for: .reading) }
        #expect(found?.code == .missing)
        #expect(found?.description.hasSuffix("run `probity rebuild`") == true)
    }

    @Test("one store writes at a time, and any number reads beside it")
    func oneWriter() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 61, count: 30))
        let store = try fixture.store()
        #expect(error { _ = try fixture.store() }?.code == .busy)
        #expect(error { _ = try ProjectionStore.rebuild(of: fixture.ledger) }?.code == .busy)
        let readers = try (0..<3).map { _ in try ProjectionStore.open(of: fixture.ledger, for: .reading) }
        try Projector(store).catchUp(from: fixture.ledger)
        for reader in readers { #expect(try reader.counts() == store.counts()) }
        #expect(error { _ = try Projector(readers[0]) }?.code == .readOnly)
        store.close()
        try fixture.store().close()
    }

    @Test("a reader cannot write")
    func readersCannotWrite() throws {
        let fixture = try LedgerFixture()
        _ = try fixture.caughtUp()
        let reader = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        #expect(throws: (any Error).self) {
            try reader.database.read { try $0.execute(sql: "DELETE FROM word") }
        }
    }

    @Test(
        "a file that is not usable is replaced by the writer, and refused to readers",
        arguments: [0, 1, 2, 3])
    func replaced(kind: Int) throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 62, count: 30))
        let store = try fixture.caughtUp()
        let path = store.path
        let writer = try #require(store.writer)
        let code: ProjectionError.Code
        switch kind {
        case 0:
            try writer.write { try $0.execute(sql: "UPDATE progress SET revision = 999") }
            code = .outdated
        case 1:
            try writer.write { try $0.execute(sql: "UPDATE progress SET ledger = zeroblob(16)") }
            code = .foreign
        case 2:
            try writer.write { try $0.execute(sql: "UPDATE progress SET last_event = zeroblob(16)") }
            code = .foreign
        default: code = .corrupt
        }
        store.close()
        if kind == 3 {
            for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
            try Data(repeating: 0x61, count: 20_000).write(to: URL(fileURLWithPath: path))
        }
        #expect(error { _ = try ProjectionStore.open(of: fixture.ledger, for: .reading) }?.code == code)
        let next = try fixture.caughtUp()
        #expect(next.path != path)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try next.verify(against: fixture.ledger).isGood)
    }

    @Test("the file of a read model is its owner's alone")
    func permissions() throws {
        let fixture = try LedgerFixture()
        let store = try fixture.caughtUp()
        let attributes = try FileManager.default.attributesOfItem(atPath: store.path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test(
        "what SQLite says is told by a code, with the command where one mends it",
        arguments: [
            (ResultCode.SQLITE_FULL, ProjectionError.Code.diskFull, false),
            (.SQLITE_READONLY, .readOnly, false),
            (.SQLITE_CORRUPT, .corrupt, true), (.SQLITE_NOTADB, .corrupt, true), (.SQLITE_BUSY, .busy, false),
        ])
    func codes(result: ResultCode, code: ProjectionError.Code, hasHint: Bool) {
        let error = ProjectionError("write", DatabaseError(resultCode: result, sql: "SELECT 'personal'"))
        #expect(error.code == code)
        #expect((error.hint != nil) == hasHint)
        #expect(!error.description.contains("personal"))
    }

    @Test("a full disk says so, and what was committed stays")
    func fullDisk() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 64, count: 400))
        let store = try fixture.store()
        let projector = try Projector(store, eventsPerTransaction: 50)
        try projector.catchUp(from: fixture.ledger, upTo: TreeSize(50))
        let size = try store.progress().size
        let writer = try #require(store.writer)
        try writer.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
        }
        #expect(error { try projector.catchUp(from: fixture.ledger) }?.code == .diskFull)
        #expect(try store.progress().size >= size)
        try writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        try projector.catchUp(from: fixture.ledger)
        #expect(try store.verify(against: fixture.ledger).isGood)
    }
}
