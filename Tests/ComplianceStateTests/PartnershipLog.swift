import EventCatalogue
import LedgerModel
import RecordFormat

@testable import ComplianceState

/// A log in memory of how partners are set up.
struct PartnershipLog {
    struct Entry {
        var definition: EventDefinition
        var at: Int64
        var connection: Bits128?
        var application: Bits128?
        var person: UserKey?
        var origin: LogFixture.Origin?
        var data: PublicData
    }

    /// The partner that most tests are about, and another one.
    static let partner = Bits128(high: 0xA0, low: 1)
    static let other = Bits128(high: 0xA0, low: 2)
    static let app = Bits128(high: 0xB0, low: 1)
    static let registrationApp = Bits128(high: 0xB0, low: 2)
    static func group(_ number: UInt64) -> Bits128 { Bits128(high: 0xE0, low: number) }
    static func instance(_ number: UInt64) -> Bits128 { Bits128(high: 0xF0, low: number) }

    private(set) var entries: [Entry] = []
    /// The product that events name, where they name one.
    var product: ManagerProduct? = .maas360

    mutating func append(_ entry: Entry) { entries.append(entry) }

    mutating func change(_ index: Int, _ body: (inout Entry) -> Void) { body(&entries[index]) }

    mutating func append(
        _ definition: EventDefinition, _ at: Int64, connection: Bits128? = partner, app: Bits128? = nil,
        person: UserKey? = nil, origin: LogFixture.Origin? = nil,
        _ fill: (inout PublicData) -> Void = { _ in
        }
    ) {
        var data = PublicData()
        fill(&data)
        entries.append(
            Entry(
                definition: definition, at: at, connection: connection, application: app, person: person,
                origin: origin, data: data))
    }

    /// Something that is done with a partner, for an operating system or for all.
    mutating func partner(
        _ definition: EventDefinition, _ at: Int64, _ platform: Platform? = nil,
        by connection: Bits128? = partner,
        outcome: Outcome? = nil
    ) {
        let product = product
        append(definition, at, connection: connection) {
            $0.set(PartnerSetupEvents.product, product)
            $0.set(PartnerSetupEvents.outcome, outcome)
            $0.set(ConnectionEvents.platform, platform)
        }
    }

    mutating func configure(_ at: Int64, _ type: PartnerConnectionType? = nil, app: Bits128? = app) {
        let product = product
        append(PartnerSetupEvents.configured, at) {
            $0.set(PartnerSetupEvents.product, product)
            $0.set(PartnerSetupEvents.cloud, .global)
            $0.set(PartnerSetupEvents.connectionType, type)
            $0.set(ConnectionEvents.app, app)
        }
    }

    mutating func consent(
        _ definition: EventDefinition, _ at: Int64, role: ConsentRole? = nil, app: Bits128 = app
    ) {
        let product = product
        append(definition, at, connection: nil, app: app) {
            $0.set(ConsentEvents.role, role)
            $0.set(ConsentEvents.product, product)
        }
    }

    /// A permission event names its application, or its service principal alone, and no product.
    mutating func permission(
        _ definition: EventDefinition, _ at: Int64, _ permissions: [PartnerPermission]?,
        app: Bits128? = app, principal: Bits128? = nil, scope: ConsentScope? = .tenant, omitted: Int64? = nil
    ) {
        append(definition, at, connection: nil, app: app) {
            $0.set(PartnerEvents.principal, principal)
            $0.set(ConsentEvents.permissions, permissions)
            $0.set(ConsentEvents.permissionsOmitted, omitted)
            $0.set(ConsentEvents.scope, scope)
        }
    }

    mutating func assign(
        _ at: Int64, _ platform: Platform? = nil, groups: [UInt64] = [], excluded: [UInt64]? = nil,
        all: Bool? = nil
    ) {
        let product = product
        append(PartnerSetupEvents.assigned, at) {
            $0.set(PartnerSetupEvents.product, product)
            $0.set(ConnectionEvents.platform, platform)
            $0.set(ConnectionEvents.allUsers, all)
            $0.set(ConnectionEvents.groups, groups.map(Self.group))
            $0.set(ConnectionEvents.excludedGroups, excluded?.map(Self.group))
        }
    }

    mutating func observe(_ at: Int64, _ state: PartnerState?, iOS: Bool? = nil) {
        append(ConnectionEvents.stateObserved, at) {
            $0.set(ConnectionEvents.partner, Self.partner)
            $0.set(ConnectionEvents.state, state)
            $0.set(ConnectionEvents.iOS, iOS)
        }
    }

    mutating func sync(_ at: Int64, _ product: ManagerProduct? = nil, outcome: Outcome = .success) {
        append(TenantEvents.synced, at, connection: nil) {
            $0.set(TenantEvents.product, product)
            $0.set(TenantEvents.outcome, outcome)
        }
    }

    mutating func instance(
        _ definition: EventDefinition, _ at: Int64, _ number: UInt64? = 1, connection: Bits128? = nil,
        _ fill: (inout PublicData) -> Void = { _ in }
    ) {
        let product = product
        append(definition, at, connection: connection) {
            $0.set(InstanceEvents.instance, number.map(Self.instance))
            $0.set(InstanceEvents.product, product)
            fill(&$0)
        }
    }

    /// Set up to the end, as MaaS360's document has it, from 10 to 15.
    mutating func setUp(_ platforms: Platform...) {
        for platform in platforms { partner(PartnerSetupEvents.added, 10, platform) }
        for platform in platforms { assign(11, platform, all: true) }
        configure(12)
        consent(ConsentEvents.requested, 13)
        consent(PartnerEvents.consentGranted, 14)
        partner(PartnerSetupEvents.registrationCompleted, 15)
    }

    // MARK: - Folding

    /// The entries in an order, which is that of their positions.
    func records(_ order: [Int]? = nil, below limit: Int = .max) -> LogFixture {
        var log = LogFixture()
        for index in (order ?? Array(entries.indices)).prefix(limit) {
            let entry = entries[index]
            log.append(
                entry.definition.type, at: seconds(entry.at), user: entry.person,
                application: entry.application, connection: entry.connection,
                origin: entry.origin ?? LogFixture.Origin(key: UInt64(index) + 5_000), data: entry.data,
                revision: entry.definition.revision)
        }
        return log
    }

    /// Folds the entries in an order, which is that of their positions.
    func fold(_ order: [Int]? = nil, below limit: Int = .max) -> PartnershipFold {
        var fold = PartnershipFold()
        records(order, below: limit).forEach { fold.add($0) }
        return fold
    }

    func all(asOf instant: Int64 = 1_000_000) -> [Partnership] {
        fold().partnerships(asOf: seconds(instant))
    }

    /// The partner that most tests are about, or the only one.
    func partnership(asOf instant: Int64 = 1_000_000) -> Partnership? {
        let found = all(asOf: instant)
        return found.first { $0.key == .connection(Self.partner) } ?? (found.count == 1 ? found[0] : nil)
    }

    func deviations(asOf instant: Int64 = 1_000_000) -> [PartnershipDeviation.Kind] {
        partnership(asOf: instant)?.allDeviations.map(\.kind) ?? []
    }

    /// All that is said of partners, with events by their numbers in place of their positions.
    func told(_ partnerships: [Partnership], _ order: [Int]) -> [String] {
        partnerships.map { partnership in
            func event(_ position: GlobalPosition?) -> String {
                position.map { "\(order[Int($0.value)])" } ?? "-"
            }
            func lives(_ track: PartnershipTrack) -> String {
                let lives = track.lives.map { life in
                    life.steps.map { "\($0.state) \($0.transition.rawValue) \(event($0.position))" }
                }
                return "\(track.platform?.word ?? "all") \(lives) \(event(track.setup?.position))"
            }
            let deviations = partnership.allDeviations.map {
                "\($0.kind) \($0.platform?.word ?? "-") \($0.count) \($0.positions.map(event).sorted())"
            }
            let scopes = partnership.scopes.map { scope in
                "\(scope.platform?.word ?? "-") \(scope.isForAll.map { "\($0)" } ?? "-") "
                    + scope.groups.map {
                        "\($0.id) \(event($0.included?.position)) \(event($0.excluded?.position))"
                    }.joined(separator: ",")
            }
            let onboarding = partnership.onboarding.map { progress in
                progress.steps.map {
                    "\($0.row.id) \($0.standing) \(event($0.done?.position)) \($0.overtook)"
                }
            }
            let installations = partnership.installations.map {
                [$0.isConnected?.position, $0.version?.position, $0.addressChanged?.position].map(event)
                    .joined(separator: " ")
            }
            let secrets = partnership.secrets.map {
                "\($0.since) \($0.standing(at: partnership.instant)) \(event($0.position))"
            }
            return [
                partnership.key.text, lives(partnership.whole),
                partnership.platforms.map(lives).joined(separator: "\n"), "\(deviations)", "\(scopes)",
                "\(onboarding)", "\(installations)", "\(secrets)",
                partnership.consents.map { consent in
                    "\(consent.state) \(consent.proofs.map { Int(event($0)) ?? -1 }.sorted())"
                }.joined(separator: ","),
                partnership.permissions.map { permission in
                    "\(permission.permission?.word ?? "-") \(permission.scope?.word ?? "-") "
                        + "\(permission.isGranted.value) \(event(permission.isGranted.position))"
                }.joined(separator: ","),
                event(partnership.sync.open?.position), event(partnership.namedLocations.open?.position),
                "\(partnership.heartbeats.count) \(event(partnership.heartbeats.last?.position))",
                partnership.events.map { event($0.position) }.joined(separator: ","),
                partnership.disagreements.map { "\($0.seen) \(event($0.position))" }.joined(separator: ","),
            ].joined(separator: "\n")
        }
    }
}
