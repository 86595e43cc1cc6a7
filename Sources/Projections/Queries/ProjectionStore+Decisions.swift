import ComplianceState
import GRDB
import LedgerModel

extension ProjectionStore {
    /// Decisions on access by (occurred, position). Cost: one step in an index for each in the span of time.
    public func decisions(_ query: DecisionQuery) throws(ProjectionError) -> [DecisionSummary] {
        try onDatabase("list decisions on access") {
            try database.read { database in
                var numbers: [Int64] = []
                switch query.scope {
                case .tenant(let tenant):
                    let find = try RawStatement(database, "SELECT tenant FROM tenant WHERE text = ?")
                    find.bind(1, text: tenant.text)
                    while try find.step() { numbers.append(find.integer(0)) }
                case .device(let key):
                    guard let number = try self.number(of: .device(key), in: database) else { return [] }
                    numbers.append(number)
                    let aliases = try RawStatement(
                        database, "SELECT subject FROM subject WHERE stands_for = ? AND stands_for <> subject"
                    )
                    aliases.bind(1, number)
                    while try aliases.step() { numbers.append(aliases.integer(0)) }
                case .user(let key):
                    guard let number = try self.number(of: .user(key), in: database) else { return [] }
                    numbers.append(number)
                }
                let statement = try RawStatement(database, Self.decisionList(query.scope))
                var out: [DecisionSummary] = []
                for number in numbers {
                    statement.bind(1, number)
                    statement.bind(2, max(query.from, query.after?.occurred ?? .earliest).nanoseconds)
                    statement.bind(3, query.to.nanoseconds)
                    statement.bind(4, (query.after?.occurred ?? .earliest).nanoseconds)
                    statement.bind(5, query.after.map { Int64(clamping: $0.position.value) } ?? -1)
                    statement.bind(6, code: query.outcome?.rawValue)
                    statement.bind(7, flag: query.includesSuperseded)
                    statement.bind(8, Int64(query.limit))
                    while try statement.step() {
                        if let decision = DecisionSummary(row: statement) { out.append(decision) }
                    }
                }
                if numbers.count > 1 {
                    out.sort { ($0.occurred, $0.position) < ($1.occurred, $1.position) }
                }
                return Array(out.prefix(query.limit))
            }
        }
    }

    static func decisionList(_ scope: DecisionQuery.Scope) -> String {
        let column =
            switch scope {
            case .tenant: "d.tenant"
            case .device: "d.device"
            case .user: "d.user"
            }
        return DecisionSummary.select + """
             WHERE \(column) = ?1 AND d.occurred >= ?2 AND d.occurred < ?3
                AND (d.occurred, d.position) > (?4, ?5) AND (?6 IS NULL OR d.outcome = ?6)
                AND (d.in_force = 1 OR ?7 = 1)
            ORDER BY d.occurred, d.position LIMIT ?8
            """
    }
}
