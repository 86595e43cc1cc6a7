public import LedgerModel

/// Every event type, its fields and its place; the published table.
public enum EventCatalogue {
    /// All definitions, in the order of their names.
    public static let definitions: [EventDefinition] =
        families.flatMap { $0 }.sorted { $0.type.bytes.lexicographicallyPrecedes($1.type.bytes) }

    private static let families: [[EventDefinition]] = [
        AccessEvents.all, AppEvents.all, AuthenticationEvents.all, ComplianceEvents.all,
        CompliancePolicyEvents.all, ConnectionEvents.all, ConsentEvents.all, CoverageEvents.all,
        CustodyEvents.all, DeviceEvents.all, DeviceStepEvents.all, DirectoryEvents.all, EnrollmentEvents.all,
        FindingEvents.all, InstanceEvents.all, LedgerEvents.all, ManagementEndEvents.all,
        ManagementEvents.all, PartnerEvents.all, PartnerSetupEvents.all, PeopleEvents.all, PolicyEvents.all,
        PolicySettingEvents.all, RecordEvents.all, ScopeEvents.all, SignInSettingEvents.all,
        SourceEvents.all, SubscriptionEvents.all, TenantEvents.all, VerdictEvents.all,
    ]

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

    /// The members that a type had at an earlier revision; nil for one that there is not.
    static func members(of definition: EventDefinition, at revision: SchemaRevision) -> DataMembers? {
        earlierMembers[definition.type]?.first { $0.definition.revision == revision }
    }

    private static let earlierMembers: [EventType: [DataMembers]] = {
        var out: [EventType: [DataMembers]] = [:]
        for definition in definitions where !definition.earlier.isEmpty {
            out[definition.type] = definition.earlier.indices.compactMap { index in
                definition.at(SchemaRevision(UInt32(index) + 1)).map { DataMembers($0) }
            }
        }
        return out
    }()

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
