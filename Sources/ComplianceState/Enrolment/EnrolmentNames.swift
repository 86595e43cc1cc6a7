import LedgerModel
import RecordFormat

/// The devices, tenants and sources that steps name, each held once; steps hold their numbers.
struct EnrolmentNames: Sendable {
    private var index = SubjectIndex()
    /// The devices of steps, one step's behind another's.
    private var devicesOfSteps: [Int] = []
    private var tenants: [TenantKey] = []
    private var numberOfTenant: [TenantKey: Int] = [:]
    private var lastTenant = 0
    private var sources: [SourceName] = []
    private var numberOfSource: [[UInt8]: Int] = [:]
    private var last: (name: [UInt8], number: Int)?

    mutating func number(of device: DeviceKey) -> Int {
        index[.device(device)] ?? index.insert(.device(device))
    }

    /// The numbers of a step's devices, as a range of what is held.
    mutating func numbers(of devices: [DeviceKey]) -> Range<Int> {
        let start = devicesOfSteps.count
        for device in devices { devicesOfSteps.append(number(of: device)) }
        return start..<devicesOfSteps.count
    }

    func devices(_ range: Range<Int>) -> [DeviceKey] { devicesOfSteps[range].compactMap { device($0) } }

    func device(_ number: Int) -> DeviceKey? {
        guard case .device(let key) = index.subjects[number] else { return nil }
        return key
    }

    mutating func number(of tenant: TenantKey) -> Int {
        if lastTenant < tenants.count, tenants[lastTenant] == tenant { return lastTenant }
        lastTenant = numberOfTenant[tenant] ?? tenants.count
        if lastTenant == tenants.count {
            tenants.append(tenant)
            numberOfTenant[tenant] = lastTenant
        }
        return lastTenant
    }

    func tenant(_ number: Int) -> TenantKey? { tenants.indices.contains(number) ? tenants[number] : nil }

    /// Nil for a name that is none, which no record has.
    mutating func number(ofSource view: RecordView) -> Int? {
        let name = view.slice(view.sourceRange)
        if let last, last.name.count == name.count, name.elementsEqual(last.name) { return last.number }
        let bytes = Array(name)
        if let known = numberOfSource[bytes] {
            last = (bytes, known)
            return known
        }
        guard let source = SourceName(encoded: bytes) else { return nil }
        sources.append(source)
        numberOfSource[bytes] = sources.count - 1
        last = (bytes, sources.count - 1)
        return sources.count - 1
    }

    func source(_ number: Int) -> SourceName? { sources.indices.contains(number) ? sources[number] : nil }
}
