import ComplianceState
import EventCatalogue
import GRDB
import LedgerModel

/// The rows of `access_decision`.
struct DecisionTable {
    private let insert: RawStatement
    private let contest: RawStatement
    private let contested: RawStatement
    private let judge: RawStatement

    init(_ database: Database) throws {
        insert = try RawStatement(
            database,
            """
            INSERT INTO access_decision (position, tenant, device, user, occurred, recorded, outcome, basis, status,
                error_code, application, resource, client_app, is_interactive, kind, requirement, protocol,
                is_compliant, is_managed, trust_type, platform, correlation, policies, policies_omitted, record_key,
                content_tag, modified, mapping, is_contested, in_force)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            """)
        contest = try RawStatement(database, "UPDATE access_decision SET is_contested = 1 WHERE position = ?")
        contested = try RawStatement(
            database,
            """
            SELECT position, content_tag, mapping, in_force FROM access_decision
            WHERE record_key = ? AND is_contested = 1
            """)
        judge = try RawStatement(database, "UPDATE access_decision SET in_force = ? WHERE position = ?")
    }

    func add(
        _ decision: AccessDecision, tenant: Int64, device: Int64?, user: Int64?, isContested: Bool
    ) throws {
        insert.bind(1, decision.position)
        insert.bind(2, tenant)
        insert.bind(3, device)
        insert.bind(4, user)
        insert.bind(5, decision.occurred.nanoseconds)
        insert.bind(6, decision.recorded.nanoseconds)
        insert.bind(7, code: decision.outcome.rawValue)
        insert.bind(8, code: decision.basis?.rawValue)
        insert.bind(9, code: decision.status?.rawValue)
        insert.bind(10, decision.errorCode)
        insert.bind(11, decision.application)
        insert.bind(12, decision.resource)
        insert.bind(13, code: decision.clientApp?.rawValue)
        insert.bind(14, flag: decision.isInteractive)
        insert.bind(15, code: decision.kind?.rawValue)
        insert.bind(16, code: decision.requirement?.rawValue)
        insert.bind(17, code: decision.authenticationProtocol?.rawValue)
        insert.bind(18, flag: decision.deviceIsCompliant)
        insert.bind(19, flag: decision.deviceIsManaged)
        insert.bind(20, code: decision.trustType?.rawValue)
        insert.bind(21, code: decision.platform?.rawValue)
        insert.bind(22, decision.correlation?.bits)
        if decision.policies.isEmpty {
            insert.bind(23, nil as Int64?)
        } else {
            insert.bind(23, PolicyListCoding.bytes(decision.policies))
        }
        insert.bind(24, decision.policiesOmitted)
        insert.bind(25, decision.recordKey.bits)
        insert.bind(26, decision.contentTag.bits)
        insert.bind(27, decision.modified?.nanoseconds)
        insert.bind(28, Int64(decision.mappingRevision.value))
        insert.bind(29, flag: isContested)
        try insert.run()
    }

    /// Notes that the record of a decision has more than one content.
    func contest(_ position: GlobalPosition) throws {
        contest.bind(1, position)
        try contest.run()
    }

    /// Says anew which decisions of a contested record are in force.
    func judge(_ key: RecordKey, by inForce: InForce) throws {
        contested.bind(1, key.bits)
        var changes: [(position: Int64, isInForce: Bool)] = []
        while try contested.step() {
            guard let tag = contested.bits(1) else { continue }
            let isInForce = inForce.contains(
                key, contentTag: ContentTag(tag),
                mapping: MappingRevision(UInt32(truncatingIfNeeded: contested.integer(2))))
            if isInForce != (contested.integer(3) != 0) { changes.append((contested.integer(0), isInForce)) }
        }
        for change in changes {
            judge.bind(1, flag: change.isInForce)
            judge.bind(2, change.position)
            try judge.run()
        }
    }
}

/// The policies of a decision as one value, in the form that records have.
enum PolicyListCoding {
    static func bytes(_ policies: [AppliedPolicy]) -> [UInt8] {
        var data = PublicData()
        data.set(AccessEvents.policies, policies)
        return data.encoded.bytes
    }

    static func policies(_ bytes: [UInt8]?) -> [AppliedPolicy] {
        bytes.flatMap { PublicDataView($0)[AccessEvents.policies] } ?? []
    }
}
