/// One of the logs that Azure Monitor tells apart, by the names that its roads give it.
enum WorkspaceTable: Int, CaseIterable, Sendable {
    case signIns = 0
    case nonInteractiveSignIns = 1
    case audits = 2

    /// Nil for what no log of the directory shows.
    init?(_ fact: SimulatedFact) {
        switch fact.content {
        case .signIn(let row): self = row.isInteractive ? .signIns : .nonInteractiveSignIns
        case .change: self = .audits
        case .report, .step: return nil
        }
    }

    /// The table of a workspace.
    var name: String {
        switch self {
        case .signIns: "SigninLogs"
        case .nonInteractiveSignIns: "AADNonInteractiveUserSignInLogs"
        case .audits: "AuditLogs"
        }
    }

    /// The container of a storage account.
    var container: String {
        switch self {
        case .signIns: "insights-logs-signinlogs"
        case .nonInteractiveSignIns: "insights-logs-noninteractiveusersigninlogs"
        case .audits: "insights-logs-auditlogs"
        }
    }

    var columns: [WorkspaceColumn] {
        self == .audits ? WorkspaceColumn.audits : WorkspaceColumn.signIns
    }
}
