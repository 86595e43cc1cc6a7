/// What a record of the unified log is here.
enum UnifiedAuditKind: Sendable {
    case signIn
    case audit
    /// Another service's.
    case other

    /// By the record's type, which is a number or its name; where that is no directory's, by the service.
    /// Of the directory's records, those are sign-ins that are of a type of theirs or named so.
    init(recordType: [UInt8]?, workload: [UInt8]?, operation: [UInt8]?) {
        func isType(_ names: StaticString...) -> Bool {
            recordType.map { type in names.contains { ASCII.equalIgnoringCase(type, $0) } } ?? false
        }
        if isType("15", "AzureActiveDirectoryStsLogon", "9", "AzureActiveDirectoryAccountLogon") {
            self = .signIn
        } else if isType("8", "AzureActiveDirectory")
            || workload.map({ ASCII.equalIgnoringCase($0, "AzureActiveDirectory") }) ?? false
        {
            self = UnifiedSignInOperation(operation) == nil ? .audit : .signIn
        } else {
            self = .other
        }
    }
}

/// How a sign-in ended, as the unified log's names of operations say.
enum UnifiedSignInOperation: Sendable {
    case loggedIn
    case failed

    /// Nil for any other operation.
    init?(_ name: [UInt8]?) {
        guard let name else { return nil }
        if ASCII.equalIgnoringCase(name, "UserLoggedIn") {
            self = .loggedIn
        } else if ASCII.equalIgnoringCase(name, "UserLoginFailed") {
            self = .failed
        } else {
            return nil
        }
    }
}
