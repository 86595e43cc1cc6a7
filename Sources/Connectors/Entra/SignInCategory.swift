import EventCatalogue

/// The categories by which Azure Monitor parts sign-ins.
enum SignInCategory: Sendable {
    case interactive
    case nonInteractive
    case servicePrincipal
    case managedIdentity

    /// Nil for any other category.
    init?(_ text: UnsafeRawBufferPointer) {
        let word = ASCII.trimmed(text)
        if ASCII.equalIgnoringCase(word, "SignInLogs") {
            self = .interactive
        } else if ASCII.equalIgnoringCase(word, "NonInteractiveUserSignInLogs") {
            self = .nonInteractive
        } else if ASCII.equalIgnoringCase(word, "ServicePrincipalSignInLogs") {
            self = .servicePrincipal
        } else if ASCII.equalIgnoringCase(word, "ManagedIdentitySignInLogs") {
            self = .managedIdentity
        } else {
            return nil
        }
    }

    var kind: SignInKind {
        switch self {
        case .interactive: .interactiveUser
        case .nonInteractive: .nonInteractiveUser
        case .servicePrincipal: .servicePrincipal
        case .managedIdentity: .managedIdentity
        }
    }
}
