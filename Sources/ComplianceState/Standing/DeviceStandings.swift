public import LedgerModel
public import RecordFormat

/// Folds records into what holds of each device at one instant, and keeps no history.
///
/// Gives the states that the histories of ``LedgerFold`` give, by the same ``Track``s, in memory that does
/// not grow with the log: what stands in each region of each device. An event that comes later than another
/// one of its device that happened after it cannot be folded in; its device is then told by
/// ``devicesToFold``, and is to be folded from its own events.
public struct DeviceStandings: ~Copyable {
    private var reader = FactReader(.devices)
    private let instant: Timestamp
    private let regions: RegionSet
    private let inForce: InForce
    private let directory: DeviceDirectory
    private let validity: [TenantKey: ValidityPeriods]
    private var index = DeviceIndex()
    private var devices: [StandingDevice] = []
    /// By the key that stands for it.
    private var numbers: [DeviceKey: UInt32] = [:]
    private var pending: [Fact] = []
    /// The numbers of the devices of which an event tells.
    private var told: [Int] = []

    /// - Parameters:
    ///   - ground: of all records that are to be added, and of those that stand before them.
    ///   - instant: facts of that very instant count, and none after it.
    ///   - regions: those that are asked for; nil for all.
    public init(_ ground: borrowing FoldGround, asOf instant: Timestamp, regions: [Region]? = nil) {
        self.instant = instant
        (inForce, directory) = ground.judged()
        validity = ground.validity(inForce)
        // What a registration ends depends on it.
        self.regions = RegionSet(regions.map { $0 + [.registration] } ?? Region.allCases)
    }

    /// Whether a record may have to be added.
    public func wants(_ head: RecordHead) -> Bool {
        let kind = reader.kinds.find(head.type).kind
        return kind.isOfDevice && kind != .identityBound
    }

    /// Adds a record. Each that is wanted is to be added, in the order of their positions.
    public mutating func add(_ view: RecordView) {
        let kind = reader.kinds.find(view.slice(view.typeRange)).kind
        guard kind.isOfDevice, kind != .identityBound else { return }
        if !inForce.isEmpty,
            !inForce.contains(
                view.recordKey, contentTag: view.contentTag, mapping: view.mappingRevision)
        {
            return
        }
        reader.tags.read(view)
        pending.removeAll(keepingCapacity: true)
        let keys = reader.readDevice(view, kind, &pending)
        guard pending.contains(where: { $0.occurred <= instant }) else { return }
        told.removeAll(keepingCapacity: true)
        for key in keys {
            let number = Int(device(of: key))
            if !told.contains(number) { told.append(number) }
        }
        // What is said in the instant of a new registration is of the new object.
        for fact in pending where fact.region.isOfRegistration { add(fact) }
        for fact in pending where !fact.region.isOfRegistration { add(fact) }
    }

    private mutating func add(_ fact: Fact) {
        guard fact.occurred <= instant else { return }
        let isAsked = !fact.region.isMomentary && regions.contains(fact.region)
        for number in told {
            devices[number].count()
            if isAsked { devices[number].add(fact) }
        }
    }

    private mutating func device(of key: DeviceKey) -> UInt32 {
        if let known = index[key] { return known }
        let canonical = directory.canonical(of: key)
        let number: UInt32
        if let known = numbers[canonical] {
            number = known
        } else {
            number = UInt32(truncatingIfNeeded: devices.count)
            devices.append(StandingDevice(key: canonical, validity: validity[canonical.tenant] ?? .none))
            numbers[canonical] = number
        }
        index.insert(key, number)
        return number
    }

    /// How many facts were added of the devices that are to be folded from their own events.
    public var factsToFold: Int { devices.reduce(0) { $0 + ($1.isLate ? Int($1.facts) : 0) } }

    /// The devices whose state is not known here, by the keys that stand for them, each with all its keys.
    public var devicesToFold: [(key: DeviceKey, keys: [DeviceKey])] {
        batchesToFold(ofFacts: .max).first ?? []
    }

    /// ``devicesToFold``, in as many parts as hold no more than so many facts each; a device alone may.
    public func batchesToFold(ofFacts limit: Int) -> [[(key: DeviceKey, keys: [DeviceKey])]] {
        var out: [[(key: DeviceKey, keys: [DeviceKey])]] = []
        var facts = 0
        for device in devices.filter(\.isLate).sorted(by: { $0.key < $1.key }) {
            if out.isEmpty || facts + Int(device.facts) > limit {
                out.append([])
                facts = 0
            }
            out[out.count - 1].append((device.key, directory.members(of: device.key)))
            facts += Int(device.facts)
        }
        return out
    }

    /// Calls `body` with each device of which something happened up to the instant, by their keys.
    ///
    /// - Parameter body: takes the key that stands for the device, all its keys, and its state; nil for one
    ///   of ``devicesToFold``.
    public func forEachDevice(_ body: (DeviceKey, [DeviceKey], StateSnapshot?) -> Void) {
        for index in devices.indices.sorted(by: { devices[$0].key < devices[$1].key }) {
            let device = devices[index]
            body(
                device.key, directory.members(of: device.key),
                device.isLate ? nil : device.snapshot(asOf: instant))
        }
    }
}
