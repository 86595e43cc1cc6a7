import ComplianceState
import GRDB
import LedgerModel
import Testing

@testable import Projections

@Suite struct QueryPlanTests {
    private func plan(_ sql: String) throws -> [String] {
        let fixture = try LedgerFixture()
        try fixture.append(RandomSteps.make(seed: 91, count: 50))
        let store = try fixture.caughtUp()
        return try store.database.read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            // Places that are not bound are NULL, which changes no plan.
            statement.setUncheckedArguments([])
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    @Test(
        "no question about one thing scans a table",
        arguments: [
            ProjectionStore.decisionList(.tenant(contoso)), ProjectionStore.decisionList(.device(entra(1))),
            "SELECT * FROM fact WHERE subject = ?", "SELECT * FROM fact WHERE subject = ? AND region = ?",
            "SELECT * FROM interval WHERE subject = ?",
            ProjectionStore.deviceList + " WHERE device.subject = ?",
            SubjectName.query, "SELECT 1 FROM device_binding WHERE record_key = ?",
            "SELECT * FROM access_decision WHERE record_key = ? AND is_contested = 1",
            "SELECT subject FROM subject WHERE stands_for = ? AND stands_for <> subject",
        ] + ProjectionStore.searches("x").map(\.sql))
    func noScan(sql: String) throws {
        let found = try plan(sql)
        #expect(!found.isEmpty)
        #expect(!found.contains { $0.hasPrefix("SCAN") }, "\(sql): \(found)")
    }

    @Test("decisions come out of their index in order")
    func noSort() throws {
        for scope in [DecisionQuery.Scope.tenant(contoso), .device(entra(1))] {
            #expect(!(try plan(ProjectionStore.decisionList(scope))).contains { $0.contains("TEMP B-TREE") })
        }
    }
}
