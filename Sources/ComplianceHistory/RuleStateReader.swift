import ComplianceLedger
import ComplianceRules
import LedgerModel
import RecordFormat

/// Reads from a ledger what rules judge by, and later on what came since.
///
/// Events are found by their types, those of devices by their tags. What a record's other content has put out
/// of force does not count.
struct RuleStateReader {
    let scope: RuleScope
    private(set) var state: RuleState
    private var size = TreeSize(0)
    /// Records that came with more than one content.
    private var contested: Set<RecordKey> = []

    private static let contests = [
        EventType("record.revised"), EventType("record.corroborated"), EventType("record.remapped"),
    ]

    init(_ scope: RuleScope) {
        self.scope = scope
        state = RuleState(scope)
    }

    /// Takes in what stands below a size; one that was read before adds what came since.
    mutating func read(_ ledger: Ledger, below limit: TreeSize) throws(LedgerError) {
        guard size < limit else { return }
        let isFirst = size.value == 0
        if isFirst { try readAll(ledger, below: limit) } else { try readRest(ledger, below: limit) }
        size = limit
    }

    private mutating func readAll(_ ledger: Ledger, below limit: TreeSize) throws(LedgerError) {
        contested = []
        let scope = try boundScope(ledger, below: limit)
        state = RuleState(scope)
        for type in Self.contests {
            for position in try ledger.candidates(type: type) where limit.holds(position) {
                let found = try ledger.withRecord(at: position) { try? $0.event().recordKey }
                if let found { contested.insert(found) }
            }
        }
        var positions: [UInt64] = []
        for type in scope.types {
            for position in try ledger.candidates(type: type) { positions.append(position.value) }
        }
        for tag in scope.deviceTags {
            for position in try ledger.candidates(tag: tag) { positions.append(position.value) }
        }
        positions.sort()
        let history = History(ledger)
        var last: UInt64?
        for position in positions where position != last && limit.holds(GlobalPosition(position)) {
            last = position
            let event = try ledger.event(at: GlobalPosition(position))
            guard !event.tags.allSatisfy({ !scope.tenants.contains($0) }) else { continue }
            if contested.contains(event.recordKey), try history.standing(of: event) != .inForce { continue }
            state.add(RuleEvent(event))
        }
    }

    /// The scope with all ids of its devices, as far as the ledger says which are one device's.
    private func boundScope(_ ledger: Ledger, below limit: TreeSize) throws(LedgerError) -> RuleScope {
        var out = scope
        var known: Set<Tag> = []
        var open = Array(scope.deviceTags)
        while let tag = open.popLast() {
            guard known.insert(tag).inserted else { continue }
            for position in try ledger.candidates(tag: tag) where limit.holds(position) {
                let event = try ledger.event(at: position)
                guard History.bindings.contains(event.type), event.tags.contains(tag) else { continue }
                out.bind(RuleEvent(event))
            }
            open += out.deviceTags.subtracting(known)
        }
        return out
    }

    private mutating func readRest(_ ledger: Ledger, below limit: TreeSize) throws(LedgerError) {
        var isContested = false
        var failure: LedgerError?
        try ledger.forEachRecord(from: GlobalPosition(size.value), below: limit) { view in
            do throws(RecordError) {
                let event = try view.event()
                isContested =
                    isContested || Self.contests.contains(event.type)
                    || (!scope.deviceTags.isEmpty && History.bindings.contains(event.type))
                state.add(RuleEvent(event))
                return !isContested
            } catch {
                failure = .record(position: view.position.value, error)
                return false
            }
        }
        if let failure { throw failure }
        // Something that was read may have been put out of force.
        if isContested { try readAll(ledger, below: limit) }
    }
}
