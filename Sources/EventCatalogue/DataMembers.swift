import LedgerModel

/// Which members the `data` of one event type may have, and what each of them is.
final class DataMembers: Sendable {
    /// A member that says what the event is about, or who acted.
    enum SubjectMember: UInt8, CaseIterable, Sendable {
        case tenant, device, user, app, group, connection, policies, actor
    }

    /// What a member is: a public field and a part of the subject at once, or a personal field.
    struct Meaning: Sendable {
        /// Index into ``fields``.
        var field: Int?
        var subject: SubjectMember?
        /// Nil for a member that is a public field or part of the subject.
        var personal: PersonalField?
        /// Whether the type takes the personal field.
        var isTaken = true
    }

    let definition: EventDefinition
    /// The public fields, in the order of their numbers.
    let fields: [FieldDefinition]
    let names: MemberNames
    /// Whether only the ledger records events of the type.
    let isReserved: Bool
    /// The first revision whose data say by the same fields what those of the current one say.
    let firstPlainRevision: SchemaRevision
    /// Parts of the subject that are public fields, too.
    private let fieldMembers: Set<SubjectMember>
    private let meanings: [Meaning]

    init(_ definition: EventDefinition) {
        self.definition = definition
        isReserved = EventCatalogue.isReserved(definition.type)
        let lastStep = definition.earlier.lastIndex { $0.step != nil }
        firstPlainRevision = SchemaRevision(lastStep.map { UInt32($0) + 2 } ?? 1)
        fields = definition.fields.sorted { $0.number < $1.number }
        var names = fields.map(\.name)
        var fieldMembers: Set<SubjectMember> = []
        var meanings = fields.indices.map { Meaning(field: $0) }
        for member in SubjectMember.allCases {
            let name = Self.name(of: member, in: definition)
            if let known = names.firstIndex(of: name) {
                meanings[known].subject = member
                fieldMembers.insert(member)
            } else {
                names.append(name)
                meanings.append(Meaning(subject: member))
            }
        }
        for field in PersonalField.allCases where !names.contains(field.name) {
            names.append(field.name)
            let isTaken = definition.personalFields.contains(field)
            meanings.append(Meaning(personal: field, isTaken: isTaken))
        }
        self.names = MemberNames(names)
        self.fieldMembers = fieldMembers
        self.meanings = meanings
    }

    /// What a part of the subject is called: a connection's own events name it as their partner.
    static func name(of member: SubjectMember, in definition: EventDefinition) -> String {
        if member == .connection, definition.subject == .connection {
            return ConnectionEvents.partner.definition.name
        }
        return String(describing: member)
    }

    /// Whether a part of the subject is a public field as well, which says what is wrong with it.
    func isField(_ member: SubjectMember) -> Bool { fieldMembers.contains(member) }

    /// What the member of a name is; nil where the type has no such member.
    func meaning(of name: UnsafeRawBufferPointer) -> Meaning? { names.index(of: name).map { meanings[$0] } }
}
