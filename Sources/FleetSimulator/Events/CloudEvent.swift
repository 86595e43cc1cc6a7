import EventCatalogue
import LedgerModel
import StrictJSON

/// One CloudEvent being written; what stands in `data` is named by the catalogue's own definitions.
struct CloudEvent {
    private var json = JSONWriter()

    /// The names of personal fields by their numbers.
    private static let names: [String] = (0...UInt8.max).map { PersonalField(rawValue: $0)?.name ?? "" }

    /// Begins an event: its envelope, and the members of `data` that say whom and what it concerns.
    ///
    /// - Parameter time: when it occurred, where that is not when the fact is told.
    init(_ definition: EventDefinition, _ fact: SimulatedFact, part: Int, at time: Timestamp? = nil) {
        json.beginObject()
        json.key("specversion")
        json.string("1.0")
        json.key("id")
        json.string(bytes: Self.id(fact, part: part).guidBytes)
        json.key("source")
        json.string("simulator:fleet")
        json.key("type")
        json.string(bytes: definition.type.bytes)
        json.key("time")
        json.string(bytes: (time ?? fact.time).rfc3339)
        if fact.correlation != .zero {
            json.key("correlationid")
            json.string(bytes: fact.correlation.guidBytes)
        }
        json.key("data")
        json.beginObject()
    }

    /// The id of the nth event of a fact.
    static func id(_ fact: SimulatedFact, part: Int) -> Bits128 {
        var random = fact.random(.event, part)
        return random.guid()
    }

    /// The finished text.
    func finished() -> [UInt8] {
        var json = json
        json.endObject()
        json.endObject()
        return json.bytes
    }

    mutating func tenant(_ tenant: TenantProfile) { guid("tenant", tenant.id) }

    mutating func app(_ id: Bits128) { guid("app", id) }

    mutating func group(_ id: Bits128) { guid("group", id) }

    mutating func policy(_ id: Bits128) {
        json.key("policies")
        json.beginArray()
        json.string(bytes: id.guidBytes)
        json.endArray()
    }

    /// The ids by which the record names the device.
    mutating func device(
        entra: Bits128? = nil, object: Bits128? = nil, intune: Bits128? = nil, serialNumber: String? = nil
    ) {
        json.key("device")
        json.beginObject()
        if let entra { guid("entraDeviceId", entra) }
        if let object { guid("entraObjectId", object) }
        if let intune { guid("intuneDeviceId", intune) }
        if let serialNumber {
            json.key("serialNumber")
            json.string(serialNumber)
        }
        json.endObject()
    }

    mutating func user(_ person: PersonProfile) {
        json.key("user")
        json.beginObject()
        guid("objectId", person.objectID)
        json.key("userPrincipalName")
        json.string(person.userPrincipalName)
        json.key("displayName")
        json.string(person.displayName)
        json.endObject()
    }

    mutating func set(_ field: PublicField<Bool>, _ value: Bool?) {
        guard let value else { return }
        json.key(field.definition.name)
        json.bool(value)
    }

    mutating func set(_ field: PublicField<Int64>, _ value: Int?) {
        guard let value else { return }
        json.key(field.definition.name)
        json.int(value)
    }

    mutating func set(_ field: PublicField<Bits128>, _ value: Bits128?) {
        guard let value else { return }
        json.key(field.definition.name)
        json.string(bytes: value.guidBytes)
    }

    mutating func set<Word: CatalogueEnumeration>(_ field: PublicField<Word>, _ value: Word?) {
        guard let value else { return }
        json.key(field.definition.name)
        json.string(value.word)
    }

    mutating func set<Word: CatalogueEnumeration>(_ field: PublicField<[Word]>, _ values: [Word]) {
        json.key(field.definition.name)
        words(values)
    }

    mutating func set(_ field: PublicField<[AppliedPolicy]>, _ policies: [AppliedPolicy]) {
        guard !policies.isEmpty else { return }
        json.key(field.definition.name)
        json.beginArray()
        for policy in policies {
            json.beginObject()
            if let id = policy.policy { guid("policy", id) }
            if let result = policy.result {
                json.key("result")
                json.string(result.word)
            }
            json.key("controls")
            words(policy.controls)
            if let mask = policy.conditionsSatisfied {
                json.key("conditionsSatisfied")
                json.int64(mask)
            }
            json.endObject()
        }
        json.endArray()
    }

    mutating func set(_ field: PersonalField, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        json.key(Self.names[Int(field.rawValue)])
        json.string(text)
    }

    mutating func set(_ field: PersonalField, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        json.key(Self.names[Int(field.rawValue)])
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
    }

    /// Writes a member whose value is not one of the kinds below.
    mutating func write(_ name: String, _ fill: (inout JSONWriter) -> Void) {
        json.key(name)
        fill(&json)
    }

    mutating func object(_ name: String, _ fill: (inout JSONWriter) -> Void) {
        write(name) { json in
            json.beginObject()
            fill(&json)
            json.endObject()
        }
    }

    private mutating func guid(_ name: StaticString, _ value: Bits128) {
        json.key(name)
        json.string(bytes: value.guidBytes)
    }

    private mutating func words(_ values: [some CatalogueEnumeration]) {
        json.beginArray()
        for value in values { json.string(value.word) }
        json.endArray()
    }
}
