import Foundation
import Probity
import Testing

/// Evidence that is taken in first, and read by a program that imports `Probity` alone.
@Suite struct RemappingTests {
    @Test("a record that was kept for later is read by a higher revision")
    func keptForLater() throws {
        let path = NSTemporaryDirectory() + "probity-later-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Ledger.create(at: path, origin: "test.example/ledger", in: .system)
        let ledger = try Ledger.open(path, for: .writing)
        var context = ConnectorContext(tenant: TenantName(Array("contoso".utf8)))
        context.mappings.keptForLater = [.entraSignIn]
        context.mappings.entra = MappingRevision(MappingTable.current.entra.value - 1)
        let record = """
            {"id":"one","createdDateTime":"2026-01-05T08:00:00Z","conditionalAccessStatus":"success",\
            "userId":"5a1d0c3e-0005-4000-8000-00000000e001",\
            "appId":"5a1d0c3e-0007-4000-8000-00000000c001","status":{"errorCode":0}}
            """
        guard case .submissions(let found) = VendorConnector().read(Array(record.utf8), context) else {
            Issue.record("it is a sign-in")
            return
        }
        _ = try ledger.appendAndWait(found)
        #expect(try History(ledger).fold(below: ledger.size, decisions: .kept).decisions().isEmpty)
        var remapping = Remapping(ledger, ConnectorContext())
        try remapping.run()
        #expect(remapping.summary.remapped == 1)
        let decisions = try History(ledger).fold(below: ledger.size, decisions: .kept).decisions()
        #expect(decisions.map(\.outcome) == [.granted])
        try ledger.close()
    }
}
