import EventCatalogue

/// Which personal values really stood in an output.
struct PlantedValues: Sendable {
    /// What has been written of a person (by the number of their first device) or of a device.
    private struct Seen: OptionSet {
        let rawValue: UInt32

        static let home = Seen(rawValue: 1)
        static let mobile = Seen(rawValue: 2)
        /// Somebody signed in.
        static let signIn = Seen(rawValue: 8)
        static let upperCase = Seen(rawValue: 16)
        static let phone = Seen(rawValue: 32)
        static let device = Seen(rawValue: 64)
        static let deviceInLogs = Seen(rawValue: 128)
        /// A sign-in stands whole in the exports.
        static let signInInLogs = Seen(rawValue: 256)
        /// It stands in a report of the device manager, or among Graph's objects of managed devices.
        static let inventory = Seen(rawValue: 512)
        static let object = Seen(rawValue: 1_024)
        /// A person's values that stand in the exports' logs.
        static let homeInLogs = Seen(rawValue: 2_048)
        static let mobileInLogs = Seen(rawValue: 4_096)
        static let phoneInLogs = Seen(rawValue: 8_192)
        /// What a product beside Intune writes of a device, and of its owner.
        static let serialNumber = Seen(rawValue: 16_384)
        static let imei = Seen(rawValue: 32_768)
        static let udid = Seen(rawValue: 65_536)
        static let account = Seen(rawValue: 131_072)
        static let displayName = Seen(rawValue: 262_144)
    }

    /// The formats that name who administers a tenant.
    private static let withAdministrators: ExportFormats = [
        .entra, .logAnalytics, .blob, .unifiedAudit, .intune, .maas360, .fleet,
    ]

    private let fleet: Fleet
    private let formats: ExportFormats
    private var seen: [UInt32]
    private var strangers: [Bool]
    private var strangersInLogs: [Bool]

    init(_ fleet: Fleet, _ formats: ExportFormats) {
        self.fleet = fleet
        self.formats = formats
        seen = [UInt32](repeating: 0, count: fleet.plan.devices)
        strangers = [Bool](repeating: false, count: Address.strangers)
        strangersInLogs = strangers
    }

    mutating func add(_ fact: SimulatedFact) {
        guard let device = fact.device else { return }
        let person = fleet.person(of: device)
        let isWhole = Delivery(fact) != nil && formats.haveRecord(of: fact)
        // The Unified Audit Log has no names of people and no numbers beside those of changes.
        let isLogged = isWhole || formats.contains(.unifiedAudit) && UnifiedDelivery(fact) != nil
        switch fact.content {
        case .report: mark(device, .device)
        case .step: break
        case .change(let change):
            if change.category == .device, isLogged { mark(device, .deviceInLogs) }
            if case .phoneSet = change { mark(person, isLogged ? [.phone, .phoneInLogs] : .phone) }
        case .signIn(let row):
            mark(person, isWhole ? [.signIn, .signInInLogs] : .signIn)
            if row.namesDevice, isLogged { mark(device, .deviceInLogs) }
            if formats.contains(.entra), let delivery = Delivery(fact), delivery.road != .azureMonitor {
                mark(person, .upperCase)
            }
            switch row.address {
            case .home: mark(person, isLogged ? [.home, .homeInLogs] : .home)
            case .mobile: mark(person, isLogged ? [.mobile, .mobileInLogs] : .mobile)
            case .office: break
            case .stranger(let number):
                strangers[Int(number)] = true
                if isLogged { strangersInLogs[Int(number)] = true }
            }
        }
    }

    /// Takes in a batch of a report, by how the fleet stood when it was made.
    mutating func add(_ batch: InventoryBatch, of held: ManagedFleet) {
        for index in held.devices(of: batch.tenant)
        where batch.report.holds(held.devices[index]) && index != batch.omitted {
            switch batch.report {
            case .devices, .compliance: mark(index, .inventory)
            case .managedDevices: mark(index, [.inventory, .object])
            case .directory: mark(index, .deviceInLogs)
            }
            if batch.report != .directory { mark(fleet.person(of: index), .signInInLogs) }
        }
    }

    /// Takes in what a record of a product has.
    mutating func add(_ statement: Statement) {
        guard seen.indices.contains(statement.device) else { return }
        for (value, mark) in [
            (Statement.Values.serialNumber, Seen.serialNumber), (.deviceName, .deviceInLogs), (.imei, .imei),
            (.udid, .udid),
        ] where statement.values.contains(value) {
            self.mark(statement.device, mark)
        }
        let person = fleet.person(of: statement.device)
        if statement.values.contains(.userPrincipalName) { mark(person, .account) }
        if statement.values.contains(.displayName) { mark(person, .displayName) }
    }

    private mutating func mark(_ index: Int, _ what: Seen) { seen[index] |= what.rawValue }

    /// The values that belong to tenants and to strangers.
    func shared() -> [[UInt8]] {
        var made: [[UInt8]] = []
        for tenant in fleet.tenants {
            let person = tenant.administrator
            made.append(
                line(
                    .userPrincipalName, person.userPrincipalName,
                    inExports: !formats.isDisjoint(with: Self.withAdministrators)))
            if !formats.isDisjoint(with: [.entra, .logAnalytics, .blob, .maas360, .fleet]) {
                made.append(line(.ipAddress, tenant.officeAddress, inEvents: false))
            }
        }
        for number in 0..<Address.strangers where strangers[number] {
            made.append(line(.ipAddress, "192.0.2.\(number + 1)", inExports: strangersInLogs[number]))
        }
        return made
    }

    /// The values of one device and, where it is their first, of its owner.
    func lines(of index: Int) -> [[UInt8]] {
        let owner = fleet.owner(of: index)
        let device = fleet.profile(of: index, owner: owner, registration: 0)
        let has = Seen(rawValue: seen[index])
        var made: [[UInt8]] = []
        if !fleet.isSecond(index) {
            if !has.isDisjoint(with: [.device, .signIn]) {
                let isInExports = has.contains(.signInInLogs)
                made.append(
                    line(
                        .displayName, owner.displayName, inExports: isInExports || has.contains(.displayName))
                )
                made.append(
                    line(
                        .userPrincipalName, owner.userPrincipalName,
                        inExports: isInExports || has.contains(.account)))
            }
            if has.contains(.upperCase) {
                made.append(line(.userPrincipalName, owner.userPrincipalName.uppercased(), inEvents: false))
            }
            for (field, value, isIn, isInExports) in [
                (PersonalField.phone, owner.phone, Seen.phone, Seen.phoneInLogs),
                (.ipAddress, owner.homeAddress, .home, .homeInLogs),
                (.ipAddress, owner.mobileAddress, .mobile, .mobileInLogs),
            ] where has.contains(isIn) {
                made.append(line(field, value, inExports: has.contains(isInExports)))
            }
        }
        if has.contains(.device) {
            let isInInventory = has.contains(.inventory)
            made.append(
                line(
                    .serialNumber, device.serialNumber,
                    inExports: isInInventory || has.contains(.serialNumber)))
            made.append(
                line(.deviceName, device.name, inExports: isInInventory || has.contains(.deviceInLogs)))
            if isInInventory || has.contains(.imei), let imei = device.imei {
                made.append(line(.imei, imei, inEvents: false))
            }
            if !has.isDisjoint(with: [.object, .udid]), let udid = device.udid {
                made.append(line(.udid, udid, inEvents: false))
            }
        }
        return made
    }

    private func line(
        _ field: PersonalField, _ value: String, inEvents: Bool = true, inExports: Bool = true
    ) -> [UInt8] {
        TruthLine.planted(field.name, value, inEvents: inEvents, inExports: inExports)
    }
}
