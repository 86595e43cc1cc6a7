import ComplianceState
import GRDB
import LedgerModel

/// Reads for how long tenants have compliance be valid; of each tenant once, as long as nothing is written.
final class ValidityTable {
    private let facts: FactTable
    private let find: RawStatement
    private let inForce: InForce
    private var known: [Int64: ValidityPeriods] = [:]

    init(_ database: Database, inForce: InForce) throws {
        facts = try FactTable(database)
        find = try RawStatement(
            database, "SELECT subject FROM subject WHERE kind = \(SubjectKind.tenant.rawValue) AND tenant = ?"
        )
        self.inForce = inForce
    }

    /// - Parameter tenant: by its number.
    func periods(of tenant: Int64) throws -> ValidityPeriods {
        if let found = known[tenant] { return found }
        var all: [Fact] = []
        find.bind(1, tenant)
        while try find.step() { try facts.read(find.integer(0), .complianceValidity, into: &all) }
        let periods = ValidityPeriods(all, inForce: inForce)
        known[tenant] = periods
        return periods
    }
}
