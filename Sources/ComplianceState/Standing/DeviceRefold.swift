public import LedgerModel
public import RecordFormat

/// Folds some devices from all their facts, in one pass over the log.
public struct DeviceRefold: ~Copyable {
    private var reader = FactReader(.devices)
    private let instant: Timestamp
    private let inForce: InForce
    private let validity: [TenantKey: ValidityPeriods]
    private var index = SubjectIndex()
    /// By the number of a key: the number of its device.
    private var deviceOf: [Int] = []
    private let keys: [DeviceKey]
    private var facts: [[Fact]]
    private var pending: [SubjectFact] = []
    private var bindings: [Binding] = []

    /// - Parameters:
    ///   - ground: of all records that are to be added.
    ///   - devices: by the key that stands for each, with all its keys.
    ///   - instant: facts of that very instant count, and none after it.
    public init(
        _ ground: borrowing FoldGround, _ devices: [(key: DeviceKey, keys: [DeviceKey])],
        asOf instant: Timestamp
    ) {
        self.instant = instant
        inForce = ground.judged().inForce
        validity = ground.validity(inForce)
        keys = devices.map(\.key)
        facts = Array(repeating: [], count: devices.count)
        for (number, device) in devices.enumerated() {
            for key in device.keys where index[.device(key)] == nil {
                _ = index.insert(.device(key))
                deviceOf.append(number)
            }
        }
    }

    /// Whether a record may have to be added.
    public func wants(_ head: RecordHead) -> Bool {
        let kind = reader.kinds.find(head.type).kind
        return kind.isOfDevice && kind != .identityBound
    }

    /// Adds a record. Each that is wanted is to be added.
    public mutating func add(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        guard kind.isOfDevice, kind != .identityBound else { return }
        reader.tags.read(view)
        guard reader.tags.devices.contains(where: { index[.device($0)] != nil }) else { return }
        pending.removeAll(keepingCapacity: true)
        reader.read(view, kind, &pending, &bindings)
        bindings.removeAll(keepingCapacity: true)
        for entry in pending where entry.fact.occurred <= instant {
            if let number = index[entry.subject] { facts[deviceOf[number]].append(entry.fact) }
        }
    }

    /// What holds of each device at the instant, by the keys that stand for them.
    public func states() -> [DeviceKey: StateSnapshot] {
        var out: [DeviceKey: StateSnapshot] = [:]
        for (key, facts) in zip(keys, facts) {
            out[key] = Timeline(
                facts: facts, inForce: inForce, validity: validity[key.tenant] ?? .none
            ).state(asOf: instant)
        }
        return out
    }
}
