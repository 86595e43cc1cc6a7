import EventCatalogue

/// Which personal values really stood in an output.
struct PlantedValues: Sendable {
    /// What has been written of a person (by the number of their first device) or of a device.
    private struct Seen: OptionSet {
        let rawValue: UInt8

        static let home = Seen(rawValue: 1)
        static let mobile = Seen(rawValue: 2)
        static let signIn = Seen(rawValue: 8)
        static let upperCase = Seen(rawValue: 16)
        static let phone = Seen(rawValue: 32)
        static let device = Seen(rawValue: 64)
        static let deviceInLogs = Seen(rawValue: 128)
    }

    private let fleet: Fleet
    private var seen: [UInt8]
    private var strangers: [Bool]

    init(_ fleet: Fleet) {
        self.fleet = fleet
        seen = [UInt8](repeating: 0, count: fleet.plan.devices)
        strangers = [Bool](repeating: false, count: Address.strangers)
    }

    mutating func add(_ fact: SimulatedFact) {
        guard let device = fact.device else { return }
        let person = fleet.person(of: device)
        switch fact.content {
        case .report: mark(device, .device)
        case .change(let change):
            if change.category == .device { mark(device, .deviceInLogs) }
            if case .phoneSet = change { mark(person, .phone) }
        case .signIn(let row):
            mark(person, .signIn)
            if row.namesDevice { mark(device, .deviceInLogs) }
            if let delivery = Delivery(fact), delivery.road != .azureMonitor { mark(person, .upperCase) }
            switch row.address {
            case .home: mark(person, .home)
            case .mobile: mark(person, .mobile)
            case .office: break
            case .stranger(let number): strangers[Int(number)] = true
            }
        }
    }

    private mutating func mark(_ index: Int, _ what: Seen) { seen[index] |= what.rawValue }

    /// The values that belong to tenants and to strangers.
    func shared() -> [[UInt8]] {
        var made: [[UInt8]] = []
        for tenant in fleet.tenants {
            let person = tenant.administrator
            made.append(line(.userPrincipalName, person.userPrincipalName))
            made.append(line(.ipAddress, tenant.officeAddress, inEvents: false))
        }
        for number in 0..<Address.strangers where strangers[number] {
            made.append(line(.ipAddress, "192.0.2.\(number + 1)"))
        }
        return made
    }

    /// The values of one device and, where it is their first, of its owner.
    func lines(of index: Int) -> [[UInt8]] {
        let owner = fleet.owner(of: index)
        let device = fleet.profile(of: index, owner: owner)
        let has = Seen(rawValue: seen[index])
        var made: [[UInt8]] = []
        if !fleet.isSecond(index) {
            if !has.isDisjoint(with: [.device, .signIn]) {
                made.append(line(.displayName, owner.displayName, inExports: has.contains(.signIn)))
                made.append(
                    line(.userPrincipalName, owner.userPrincipalName, inExports: has.contains(.signIn)))
            }
            if has.contains(.upperCase) {
                made.append(line(.userPrincipalName, owner.userPrincipalName.uppercased(), inEvents: false))
            }
            if has.contains(.phone) { made.append(line(.phone, owner.phone)) }
            if has.contains(.home) { made.append(line(.ipAddress, owner.homeAddress)) }
            if has.contains(.mobile) { made.append(line(.ipAddress, owner.mobileAddress)) }
        }
        if has.contains(.device) {
            made.append(line(.serialNumber, device.serialNumber, inExports: false))
            made.append(line(.deviceName, device.name, inExports: has.contains(.deviceInLogs)))
        }
        return made
    }

    private func line(
        _ field: PersonalField, _ value: String, inEvents: Bool = true, inExports: Bool = true
    ) -> [UInt8] {
        TruthLine.planted(field.name, value, inEvents: inEvents, inExports: inExports)
    }
}
