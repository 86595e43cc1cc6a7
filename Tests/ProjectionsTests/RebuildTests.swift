import ComplianceLedger
import Foundation
import LedgerModel
import Testing

@testable import Projections

@Suite struct RebuildTests {
    @Test(
        "a rebuild has the digest of what it replaces, and takes its place", arguments: [71, 72] as [UInt64])
    func rebuildEquals(seed: UInt64) throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: seed, count: 300))
        let store = try fixture.caughtUp(eventsPerTransaction: 23)
        let digest = try store.digest()
        let old = store.path
        store.close()
        let reader = try ProjectionStore.open(of: fixture.ledger, for: .reading)
        let report = try ProjectionStore.rebuild(of: fixture.ledger)
        #expect(report.digest == digest)
        #expect(report.previousDigest == digest)
        #expect(report.events == fixture.ledger.size.value)
        #expect(report.path != old)
        #expect(!FileManager.default.fileExists(atPath: old))
        // A reader goes on with what it has open.
        #expect(try reader.digest() == digest)
        reader.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.readModels)
        #expect(names.filter { $0.hasSuffix(".sqlite") }.count == 1)
        let next = try fixture.store()
        #expect(next.path == report.path)
        #expect(try next.verify(against: fixture.ledger).isGood)
        try fixture.append(RandomSteps.make(seed: seed + 100, count: 50).map { $0 })
        try Projector(next).catchUp(from: fixture.ledger)
        #expect(try next.verify(against: fixture.ledger).isGood)
    }

    @Test("a rebuild mends a file that is not readable")
    func rebuildMends() throws {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 73, count: 50))
        let store = try fixture.caughtUp()
        let digest = try store.digest()
        store.close()
        try Data(repeating: 0, count: 4_096).write(to: URL(fileURLWithPath: store.path))
        let report = try ProjectionStore.rebuild(of: fixture.ledger)
        #expect(report.digest == digest)
        #expect(report.previousDigest == nil)
    }
}
