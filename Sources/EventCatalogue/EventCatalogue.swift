public import LedgerModel

/// Every event type, its fields and its place; the published table.
public enum EventCatalogue {
    /// All definitions, in the order of their names.
    public static let definitions: [EventDefinition] =
        (AccessEvents.all + AuthenticationEvents.all + EnrollmentEvents.all + DeviceEvents.all
        + ComplianceEvents.all
        + DirectoryEvents.all + PolicyEvents.all + PartnerEvents.all + RecordEvents.all + LedgerEvents.all
        + ManagementEvents.all + VerdictEvents.all + CompliancePolicyEvents.all + SubscriptionEvents.all
        + SourceEvents.all + ConnectionEvents.all)
        .sorted { $0.type.bytes.lexicographicallyPrecedes($1.type.bytes) }

    private static let names = NameTable(definitions.map(\.type.bytes))
    private static let members = definitions.map { DataMembers($0) }

    /// The definition of a type; nil for a type that this catalogue does not have.
    public static func definition(of type: EventType) -> EventDefinition? {
        type.bytes.withUnsafeBytes { names.index(of: $0) }.map { definitions[$0] }
    }

    /// The members of the type of this name; nil for a name that this catalogue does not have.
    static func members(ofType name: UnsafeRawBufferPointer) -> DataMembers? {
        names.index(of: name).map { members[$0] }
    }

    /// All enumerations that public fields use, by name.
    public static let enumerations: [any CatalogueEnumeration.Type] = {
        var found: [String: any CatalogueEnumeration.Type] = [:]
        func visit(_ kind: FieldKind) {
            switch kind {
            case .enumeration(let type): found[type.name] = type
            case .list(let element): visit(element)
            case .structure(let fields): for field in fields { visit(field.kind) }
            default: break
            }
        }
        for definition in definitions { for field in definition.fields { visit(field.kind) } }
        return found.keys.sorted().compactMap { found[$0] }
    }()
}
