import LedgerModel
public import StrictJSON

/// A whole `data` for each type of event, as somebody would append it.
///
/// Tenants, ids and people are made up. What is a type's own is in each of its fields at least once over all
/// examples of a family.
public enum EventExamples {
    /// The type's name, and the JSON text.
    typealias Entry = (type: StaticString, data: StaticString)

    /// The example's text; nil for an earlier revision and for a type that the catalogue does not have.
    public static func text(of definition: EventDefinition) -> String? {
        guard let place = names.index(of: definition.type), definition.isCurrent else { return nil }
        return entries[place].data.description
    }

    /// The example, read; nil where there is none.
    public static func data(of definition: EventDefinition) -> JSONValue? {
        text(of: definition).flatMap { try? JSONDocument(Array($0.utf8)).root }
    }

    static let entries: [Entry] = [
        tenants, partners, instances, people, policies, enrolments, devices, reports, decisions, ledger,
    ].flatMap { $0 }

    private static let names = NameTable(entries.map { $0.type.withUTF8Buffer { Array($0) } })
}

extension NameTable {
    fileprivate func index(of type: EventType) -> Int? { type.bytes.withUnsafeBytes { index(of: $0) } }
}

extension EventDefinition {
    /// Whether the definition is of the catalogue's revision of its type.
    fileprivate var isCurrent: Bool { EventCatalogue.definition(of: type)?.revision == revision }
}
