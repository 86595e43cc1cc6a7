import EventCatalogue
import LedgerModel

/// That an administrator set something that enrolments are judged by, as one event tells of it.
struct SignInChange: Hashable, Sendable, Comparable {
    let setting: SignInSetting
    let occurred: Timestamp
    let position: GlobalPosition
    let fields: EnrolmentFields

    static func < (left: Self, right: Self) -> Bool {
        (left.occurred, left.position) < (right.occurred, right.position)
    }

    private var product: ManagerProduct? {
        switch setting {
        case .workflow, .defaultAuthentication, .factors: fields.word(SignInSettingEvents.product)
        }
    }

    /// Whether it is set for a session: for all products, or for the session's; and for all people, or for
    /// the kind that the session's person is of. What a session does not say is no match.
    func applies(to product: ManagerProduct?, _ userKind: DirectoryUserKind?) -> Bool {
        if let mine = self.product, mine != product { return false }
        guard setting == .factors, let mine = fields.word(SignInSettingEvents.userKind) else { return true }
        return mine == userKind
    }

    /// Whose factors are set.
    var askedBy: FactorProvider? {
        setting == .factors ? fields.word(SignInSettingEvents.askedBy) : nil
    }
}

extension EnrolmentSetting {
    /// What changes say of a field, after and before each.
    init(
        said: [EnrolmentStatement<Value>], _ changes: some Sequence<SignInChange>,
        after: PublicField<Value>, before: PublicField<Value>
    ) {
        self.said = said
        self.changes = changes.map {
            Change(
                occurred: $0.occurred, position: $0.position, after: $0.fields.word(after),
                before: $0.fields.word(before))
        }
    }
}
