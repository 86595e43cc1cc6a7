import ComplianceState
import DeterministicCBOR
import EventCatalogue
import LedgerModel
import Merkle

/// One digest over everything that the tables say, in values alone.
///
/// Never over positions, random ids, names or this file's numbers: two ledgers that recorded the same facts
/// have the same digest, whatever order they recorded them in. Each state and each decision is hashed for
/// itself, as deterministic CBOR; the digest is SHA-256 over the hashes in ascending order. Persons, and
/// devices known by hardware ids alone, have no name in it.
struct ContentDigest {
    private var hashes: [SHA256Digest] = []

    /// The version of the form.
    private static let version: UInt64 = 1

    private enum Kind: UInt64 {
        case device = 1
        case user = 2
        case policy = 3
        case application = 4
        case tenant = 5
        case decision = 6
        case connection = 7
        case subscription = 8
        case feed = 9
    }

    /// Adds a subject's intervals.
    mutating func add(_ subject: Subject, _ intervals: [Interval]) {
        switch subject {
        case .device(let key):
            add(.device, key.kind == .hardware ? nil : Array(key.text.utf8), key.tenant, intervals)
        case .user(let key): add(.user, nil, key.tenant, intervals)
        case .policy(let tenant, let id): add(.policy, id.bytes, tenant, intervals)
        case .application(let tenant, let id): add(.application, id.bytes, tenant, intervals)
        case .connection(let tenant, let id): add(.connection, id.bytes, tenant, intervals)
        case .subscription(let tenant, let id): add(.subscription, id.bytes, tenant, intervals)
        case .tenant(let tenant): add(.tenant, [], tenant, intervals)
        }
    }

    private mutating func add(_ kind: Kind, _ name: [UInt8]?, _ tenant: TenantKey, _ intervals: [Interval]) {
        var out = Self.head(kind, 4)
        out.appendOptional(name)
        out.appendCBOR(bytes: Array(tenant.text.utf8))
        // Tracks that are named by a random id have no order of their own.
        let rows = intervals.map { Self.bytes($0) }.sorted { $0.lexicographicallyPrecedes($1) }
        out.appendCBORHead(4, UInt64(rows.count))
        for row in rows { out += row }
        hashes.append(SHA256.hash(of: out))
    }

    /// Adds what a person's sign-ins and factors amount to.
    mutating func add(_ tenant: TenantKey, _ tally: UserTally, _ uses: [UserTally.Use]) {
        var out = Self.head(.user, 12)
        out.appendCBOR(bytes: Array(tenant.text.utf8))
        for count in [tally.granted, tally.denied, tally.interrupted] { out.appendCBOR(signed: Int64(count)) }
        for moment in [
            tally.lastGranted, tally.lastDenied, tally.lastFactorSatisfied, tally.lastFactorDenied,
        ] {
            out.appendOptional(moment?.at.nanoseconds)
        }
        out.appendCBOR(unsigned: tally.methods)
        out.appendCBOR(unsigned: UInt64(tally.account.code))
        let rows = uses.map { use in
            var row: [UInt8] = []
            row.appendCBORHead(4, 4)
            row.appendOptional(
                use.kind == .hardware ? nil : Array((use.kind.word + "/" + use.id.guidText).utf8))
            row.appendCBOR(signed: use.first.at.nanoseconds)
            row.appendCBOR(signed: use.last.at.nanoseconds)
            row.appendCBOR(signed: Int64(use.count))
            return row
        }
        out.appendCBORHead(4, UInt64(rows.count))
        for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) { out += row }
        hashes.append(SHA256.hash(of: out))
    }

    /// Adds a decision; one that is not in force says nothing.
    mutating func add(_ decision: DecisionSummary) {
        guard decision.isInForce else { return }
        var out = Self.head(.decision, 21)
        out.appendCBOR(bytes: Array(decision.tenant.text.utf8))
        out.appendCBOR(signed: decision.occurred.nanoseconds)
        let device = decision.device.flatMap { $0.kind == .hardware ? nil : Array($0.text.utf8) }
        out.appendOptional(device)
        out.appendCBOR(bool: decision.user != nil)
        out.appendCBOR(unsigned: UInt64(decision.outcome.rawValue))
        let codes: [UInt8?] = [
            decision.basis?.rawValue, decision.status?.rawValue, decision.clientApp?.rawValue,
            decision.kind?.rawValue, decision.requirement?.rawValue,
            decision.authenticationProtocol?.rawValue,
            decision.trustType?.rawValue, decision.platform?.rawValue,
        ]
        for code in codes { out.appendOptional(code.map { Int64($0) }) }
        out.appendOptional(decision.errorCode)
        for id in [decision.application, decision.resource, decision.correlation?.bits] {
            out.appendOptional(id?.bytes)
        }
        for flag in [decision.isInteractive, decision.deviceIsCompliant, decision.deviceIsManaged] {
            out.appendOptional(flag.map { $0 ? 1 : 0 })
        }
        out.appendCBOR(bytes: PolicyListCoding.bytes(decision.policies))
        hashes.append(SHA256.hash(of: out))
    }

    /// Adds the hours in which a source's feeds spoke.
    ///
    /// Never how many records stand in them: of two roads by which the same came, it depends on which was
    /// first. Never when anything was recorded.
    mutating func add(_ source: SourceRecords) {
        for (feed, records) in source.feeds {
            var out = Self.head(.feed, 5)
            out.appendCBOR(bytes: source.source.text)
            out.appendCBOR(unsigned: UInt64(feed.rawValue))
            out.appendOptional(records.first?.nanoseconds)
            out.appendOptional(records.last?.nanoseconds)
            let hours = records.hours.keys.sorted()
            out.appendCBORHead(4, UInt64(hours.count))
            for hour in hours { out.appendCBOR(signed: hour) }
            hashes.append(SHA256.hash(of: out))
        }
    }

    /// The digest over all that was added.
    var digest: SHA256Digest {
        var hash = SHA256()
        for entry in hashes.sorted() { hash.update(entry.bytes) }
        return hash.finalized()
    }

    /// `[version, kind, …]`, with as many items as follow.
    private static func head(_ kind: Kind, _ items: UInt64) -> [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(4, items + 1)
        out.appendCBOR(unsigned: version)
        out.appendCBOR(unsigned: kind.rawValue)
        return out
    }

    private static func bytes(_ interval: Interval) -> [UInt8] {
        var out: [UInt8] = []
        out.appendCBORHead(4, 10)
        out.appendCBOR(unsigned: UInt64(interval.region.rawValue))
        let objectIsIdentity = interval.region == .owner || interval.region == .user
        out.appendOptional(objectIsIdentity ? nil : interval.object?.bytes)
        for code in [
            UInt64(interval.value.code), UInt64(interval.detail), UInt64(interval.witnessCode),
            UInt64(interval.reporterCode), UInt64(interval.count),
        ] { out.appendCBOR(unsigned: code) }
        out.appendCBOR(signed: interval.from.nanoseconds)
        out.appendOptional(interval.to?.nanoseconds)
        out.appendCBOR(signed: interval.confirmed.nanoseconds)
        return out
    }
}

extension [UInt8] {
    /// Appends a byte string, or null.
    fileprivate mutating func appendOptional(_ value: [UInt8]?) {
        if let value { appendCBOR(bytes: value) } else { append(0xF6) }
    }

    /// Appends an integer, or null.
    fileprivate mutating func appendOptional(_ value: Int64?) {
        if let value { appendCBOR(signed: value) } else { append(0xF6) }
    }
}
