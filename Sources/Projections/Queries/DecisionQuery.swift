public import ComplianceState
public import EventCatalogue
public import LedgerModel

/// Which decisions on access are asked for.
public struct DecisionQuery: Hashable, Sendable {
    /// Whose decisions.
    public enum Scope: Hashable, Sendable {
        case tenant(TenantKey)
        /// Those made for any key of the device that this one names.
        case device(DeviceKey)
        case user(UserKey)
    }

    public var scope: Scope
    /// From this instant on.
    public var from: Timestamp
    /// Before this instant.
    public var to: Timestamp
    /// Nil for all.
    public var outcome: RegionValue.SignInOutcome?
    /// Whether those are wanted as well whose record has another content in force.
    public var includesSuperseded: Bool
    /// Only decisions behind this one.
    public var after: DecisionCursor?
    /// How many at most; 1 to ``DeviceQuery/mostPerPage``.
    public var limit: Int

    public init(
        _ scope: Scope, from: Timestamp = .earliest, to: Timestamp = .latest,
        outcome: RegionValue.SignInOutcome? = nil, includesSuperseded: Bool = false,
        after: DecisionCursor? = nil,
        limit: Int = 100
    ) {
        self.scope = scope
        self.from = from
        self.to = to
        self.outcome = outcome
        self.includesSuperseded = includesSuperseded
        self.after = after
        self.limit = min(max(limit, 1), DeviceQuery.mostPerPage)
    }
}

/// A place in a list of decisions, which is ordered by (occurred, position).
public struct DecisionCursor: Hashable, Sendable {
    let occurred: Timestamp
    let position: GlobalPosition
}

/// One decision on access, as a row holds it. What the record left open is nil, and never false.
public struct DecisionSummary: Hashable, Sendable {
    public internal(set) var position: GlobalPosition
    public internal(set) var occurred: Timestamp
    public internal(set) var recorded: Timestamp
    public internal(set) var tenant: TenantKey
    public internal(set) var device: DeviceKey?
    public internal(set) var user: UserKey?
    public internal(set) var outcome: RegionValue.SignInOutcome
    public internal(set) var basis: AccessBasis?
    public internal(set) var status: ConditionalAccessStatus?
    /// As received; 0 is success.
    public internal(set) var errorCode: Int64?
    public internal(set) var application: Bits128?
    public internal(set) var resource: Bits128?
    public internal(set) var clientApp: ClientApp?
    public internal(set) var isInteractive: Bool?
    public internal(set) var kind: SignInKind?
    public internal(set) var requirement: AuthenticationRequirement?
    public internal(set) var authenticationProtocol: AuthenticationProtocol?
    /// As the sign-in presented it.
    public internal(set) var deviceIsCompliant: Bool?
    /// As the sign-in presented it.
    public internal(set) var deviceIsManaged: Bool?
    public internal(set) var trustType: TrustType?
    public internal(set) var platform: Platform?
    public internal(set) var correlation: CorrelationID?
    /// The policies that were looked at, in the order received.
    public internal(set) var policies: [AppliedPolicy]
    public internal(set) var policiesOmitted: Int64
    /// Whether no other content of its record counts instead.
    public internal(set) var isInForce: Bool

    /// Where a list goes on behind this one.
    public var cursor: DecisionCursor { DecisionCursor(occurred: occurred, position: position) }
}

extension DecisionSummary {
    /// The row that a decision makes.
    init(_ decision: AccessDecision, isInForce: Bool) {
        self.init(
            position: decision.position, occurred: decision.occurred, recorded: decision.recorded,
            tenant: decision.tenant, device: decision.device, user: decision.user, outcome: decision.outcome,
            basis: decision.basis, status: decision.status, errorCode: decision.errorCode,
            application: decision.application, resource: decision.resource, clientApp: decision.clientApp,
            isInteractive: decision.isInteractive, kind: decision.kind, requirement: decision.requirement,
            authenticationProtocol: decision.authenticationProtocol,
            deviceIsCompliant: decision.deviceIsCompliant,
            deviceIsManaged: decision.deviceIsManaged, trustType: decision.trustType,
            platform: decision.platform,
            correlation: decision.correlation, policies: decision.policies,
            policiesOmitted: decision.policiesOmitted, isInForce: isInForce)
    }

    /// The columns that ``init(row:)`` reads, of `access_decision` and what its numbers stand for.
    static let select = """
        SELECT d.position, d.occurred, d.recorded, tenant.text, d.outcome, d.basis, d.status, d.error_code,
            d.application, d.resource, d.client_app, d.is_interactive, d.kind, d.requirement, d.protocol,
            d.is_compliant, d.is_managed, d.trust_type, d.platform, d.correlation, d.policies, d.policies_omitted,
            d.in_force, key.id_kind, key.id, person.id
        FROM access_decision AS d JOIN tenant ON tenant.tenant = d.tenant
        LEFT JOIN subject AS key ON key.subject = d.device
        LEFT JOIN subject AS person ON person.subject = d.user
        """

    /// Nil for a row that no decision makes.
    init?(row: RawStatement) {
        guard let tenant = row.text(3).flatMap(TenantKey.init(text:)),
            let outcome = RegionValue.SignInOutcome(rawValue: row.code(4))
        else { return nil }
        func word<Word: CatalogueEnumeration>(_ column: Int32) -> Word? {
            row.isNull(column) ? nil : Word(rawValue: row.code(column)) ?? .unrecognised
        }
        func flag(_ column: Int32) -> Bool? { row.optionalInteger(column).map { $0 != 0 } }
        let device = DeviceIDKind(rawValue: row.code(23)).flatMap { kind in
            row.bits(24).map { DeviceKey(tenant: tenant, kind: kind, id: $0) }
        }
        self.init(
            position: row.position(0), occurred: row.time(1), recorded: row.time(2), tenant: tenant,
            device: device, user: row.bits(25).map { UserKey(tenant: tenant, identity: IdentityID($0)) },
            outcome: outcome, basis: word(5), status: word(6), errorCode: row.optionalInteger(7),
            application: row.bits(8), resource: row.bits(9), clientApp: word(10), isInteractive: flag(11),
            kind: word(12), requirement: word(13), authenticationProtocol: word(14),
            deviceIsCompliant: flag(15),
            deviceIsManaged: flag(16), trustType: word(17), platform: word(18),
            correlation: row.bits(19).map { CorrelationID($0) },
            policies: PolicyListCoding.policies(row.bytes(20)), policiesOmitted: row.integer(21),
            isInForce: row.integer(22) != 0)
    }
}
