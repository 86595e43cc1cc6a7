public import LedgerModel

/// Every event type, its fields and its place; the published table.
public enum EventCatalogue {
    /// All definitions, in the order of their names.
    public static let definitions: [EventDefinition] =
        (AccessEvents.all + AuthenticationEvents.all + EnrollmentEvents.all + DeviceEvents.all
        + ComplianceEvents.all
        + DirectoryEvents.all + PolicyEvents.all + PartnerEvents.all + RecordEvents.all + LedgerEvents.all)
        .sorted { $0.type.bytes.lexicographicallyPrecedes($1.type.bytes) }

    private static let byType: [EventType: EventDefinition] =
        Dictionary(definitions.map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })

    private static let tables: [EventType: (ordered: [FieldDefinition], numbers: [[UInt8]: UInt8])] =
        byType.mapValues { definition in
            (
                definition.fields.sorted { $0.number < $1.number },
                Dictionary(
                    definition.fields.map { (Array($0.name.utf8), $0.number) },
                    uniquingKeysWith: { first, _ in first })
            )
        }

    /// The public fields of a type, in the order of their numbers.
    static func fieldsInOrder(of definition: EventDefinition) -> [FieldDefinition] {
        tables[definition.type]?.ordered ?? []
    }

    /// The numbers of a type's public fields, by their names.
    static func fieldNumbers(of definition: EventDefinition) -> [[UInt8]: UInt8] {
        tables[definition.type]?.numbers ?? [:]
    }

    /// The definition of a type; nil for a type that this catalogue does not have.
    public static func definition(of type: EventType) -> EventDefinition? { byType[type] }

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
