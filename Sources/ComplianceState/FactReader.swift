import EventCatalogue
import LedgerModel
public import RecordFormat

/// Reads facts out of records where they stand.
///
/// Which events say what is the whole of the fold's knowledge of the catalogue. An event of a type that says
/// nothing about a state costs one look at its type. A reader keeps its working memory from event to event;
/// use one per thread.
public struct FactReader {
    let kinds = EventKindTable.shared
    var tags = SubjectTags()
    private var tellers = TellerNames()
    /// Room for the facts of one event, kept for its memory.
    private var deviceFacts: [Fact] = []

    /// What a reader looks for.
    public struct Interests: OptionSet, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Devices, and which of their keys belong together.
        public static let devices = Interests(rawValue: 1)
        public static let users = Interests(rawValue: 2)
        /// Policies, applications, partners' connections and subscriptions.
        public static let tenants = Interests(rawValue: 4)
        public static let all: Interests = [.devices, .users, .tenants]
    }

    public let interests: Interests

    public init(_ interests: Interests = .all) { self.interests = interests }

    /// Appends the facts of an event, one per subject and region, and the bindings that it makes.
    ///
    /// A device's fact is appended under each key that the event's tags name; of the keys of one machine a
    /// timeline counts it once.
    public mutating func read(
        _ view: RecordView, facts: inout [SubjectFact], bindings: inout [Binding]
    ) {
        let kind = kinds.find(view.slice(view.typeRange)).kind
        guard wants(kind) else { return }
        tags.read(view)
        read(view, kind, &facts, &bindings)
    }

    /// Whether an event of the kind can have something that is looked for.
    @inline(__always)
    func wants(_ kind: EventKind) -> Bool {
        if kind == .other || kind.rawValue >= EventKind.recordRevised.rawValue { return false }
        if kind.isOfDevice { return interests.contains(.devices) }
        if kind.rawValue <= EventKind.accountEnabled.rawValue { return interests.contains(.users) }
        return interests.contains(.tenants)
    }

    /// Reads an event whose tags have been read, by the current revision of its type.
    @inline(__always)
    mutating func read(
        _ view: RecordView, _ kind: EventKind, _ facts: inout [SubjectFact], _ bindings: inout [Binding]
    ) {
        if view.schemaRevision.value == 1, !kinds.isRevised(kind) {
            readCurrent(view, kind, &facts, &bindings)
        } else {
            view.withCurrent { readCurrent($0, kind, &facts, &bindings) }
        }
    }

    @inline(__always)
    private mutating func readCurrent(
        _ view: RecordView, _ kind: EventKind, _ facts: inout [SubjectFact], _ bindings: inout [Binding]
    ) {
        guard let tenant = tags.tenant else { return }
        if kind.isOfDevice {
            guard !tags.devices.isEmpty else { return }
            if kind.isBinding { bind(view, tenant, &bindings) }
            if kind == .identityBound { return }
            var own = deviceFacts
            deviceFacts = []
            own.removeAll(keepingCapacity: true)
            let devices = emitDevice(view, kind, &own)
            for fact in own {
                for device in devices { facts.append(SubjectFact(subject: .device(device), fact: fact)) }
            }
            deviceFacts = own
        } else if kind.rawValue <= EventKind.accountEnabled.rawValue {
            emitUser(view, kind, tenant, &facts)
        } else {
            emitTenant(view, kind, tenant, &facts)
        }
    }

    /// Reads an event about devices, whose tags have been read, by the current revision of its type.
    ///
    /// - Parameter facts: takes each fact once.
    /// - Returns: the keys that all of them hold of; several may be of one device.
    @inline(__always)
    mutating func readDevice(_ view: RecordView, _ kind: EventKind, _ facts: inout [Fact]) -> [DeviceKey] {
        guard tags.tenant != nil, !tags.devices.isEmpty else { return [] }
        if view.schemaRevision.value == 1, !kinds.isRevised(kind) { return emitDevice(view, kind, &facts) }
        var devices: [DeviceKey] = []
        view.withCurrent { devices = emitDevice($0, kind, &facts) }
        return devices
    }

    @inline(__always)
    private mutating func emitDevice(
        _ view: RecordView, _ kind: EventKind, _ facts: inout [Fact]
    ) -> [DeviceKey] {
        let teller = kind.isOfManager ? tellers.teller(of: view) : nil
        var emission = DeviceEmission(view, tags.devices, teller: teller)
        emission.emit(kind, tags.user, &facts)
        return emission.devices
    }

    /// Joins the first of the event's keys with each other one.
    private func bind(_ view: RecordView, _ tenant: TenantKey, _ bindings: inout [Binding]) {
        guard let first = tags.devices.first else { return }
        for other in tags.devices.dropFirst() { bindings.append(Binding(first, other, view)) }
    }
}
