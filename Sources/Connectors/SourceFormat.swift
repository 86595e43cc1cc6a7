/// A kind of source record that a connector reads. The raw value is what operators write.
public enum SourceFormat: String, CaseIterable, Hashable, Sendable {
    /// A sign-in: Graph `signIn`, or an Azure Monitor record of one of the four sign-in categories.
    case entraSignIn = "entra-signin"
    /// A directory audit record: Graph `directoryAudit`, or an Azure Monitor record of category `AuditLogs`.
    case entraAudit = "entra-audit"

    /// The first part of a record's key. It never changes: keys are made of it.
    var keyClass: String {
        switch self {
        case .entraSignIn: "signIn"
        case .entraAudit: "directoryAudit"
        }
    }
}
