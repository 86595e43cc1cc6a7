import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Testing

/// What is read beside a device's own history: ends of partners, actions of policies, licences.
@Suite struct ConclusionTests {
    private static let tenant = TenantName(token: "contoso")
    private static let other = TenantName(token: "fabrikam")

    private func day(_ number: Int64) -> Timestamp {
        Timestamp(nanoseconds: (1_735_700_000 + number * 86_400) * 1_000_000_000)
    }

    /// One event in a record of its own, or in another content of one.
    private func append(
        _ ledger: RemapLedger, _ definition: EventDefinition, _ number: Int64, key: String? = nil,
        modified: Int64? = nil, tenant: TenantName = tenant, connection: UInt64? = nil,
        policy: Bits128? = nil, user: PersonReference? = nil, _ fill: (inout PublicData) -> Void = { _ in }
    ) throws {
        let key = key ?? "\(definition.type) \(number) \(connection ?? 0) \(ledger.ledger.size.value)"
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: Array(key.utf8),
            content: Array("\(key) \(modified ?? 0)".utf8), mappingRevision: MappingRevision(1),
            road: Token(word: "file"), modified: modified.map { day($0) }, isObserved: true, evidence: nil)
        var subject = EventSubject(tenant: tenant)
        subject.connection = connection.map { Bits128(high: 10, low: $0) }
        subject.policies = [policy].compactMap { $0 }
        subject.user = user
        var data = PublicData()
        fill(&data)
        draft.add(definition, occurred: OccurredTime(day(number)), subject: subject, data: data)
        try ledger.append([draft.finished()])
    }

    private func ends(
        _ ledger: RemapLedger, _ number: Int64, tenant: TenantName = tenant, below size: TreeSize? = nil
    ) throws -> [PartnerTermination] {
        try History(ledger.ledger).terminations(
            of: tenant.tag, asOf: day(number), below: size ?? ledger.ledger.size)
    }

    @Test("a partner that ended is told with its dates until the connection is seen to work again")
    func terminations() throws {
        let ledger = try RemapLedger()
        try append(ledger, PartnerSetupEvents.added, 1, connection: 1) {
            $0.set(PartnerSetupEvents.product, .jamfPro)
        }
        try append(ledger, PartnerSetupEvents.terminated, 10, connection: 1) {
            $0.set(PartnerSetupEvents.product, .jamfPro)
            $0.set(ConnectionEvents.removalAt, day(100))
            $0.set(ConnectionEvents.nonComplianceAt, day(20))
        }
        try append(ledger, PartnerSetupEvents.terminated, 11, tenant: Self.other, connection: 2)
        let known = ledger.ledger.size
        let end = try #require(try ends(ledger, 12).first)
        #expect(try ends(ledger, 12).count == 1 && end.product == .jamfPro)
        #expect(end.nonComplianceAt == day(20) && end.removalAt == day(100) && end.occurred == day(10))
        #expect(try ends(ledger, 9).isEmpty)
        #expect(try ends(ledger, 12, tenant: Self.other).count == 1)
        try append(ledger, ConnectionEvents.stateObserved, 30, connection: 1) {
            $0.set(ConnectionEvents.state, .enabled)
        }
        #expect(try ends(ledger, 40).isEmpty && ends(ledger, 29).count == 1)
        // As known before that was recorded, it had ended.
        #expect(try ends(ledger, 40, below: known).count == 1)
    }

    @Test("of a connection that is seen as terminated another event says which device manager it is of")
    func observedEnd() throws {
        let ledger = try RemapLedger()
        try append(ledger, PartnerSetupEvents.configured, 1, connection: 3) {
            $0.set(PartnerSetupEvents.product, .maas360)
        }
        for number: Int64 in [5, 6] {
            try append(ledger, ConnectionEvents.stateObserved, number, connection: 3) {
                $0.set(ConnectionEvents.state, .terminated)
                if number == 6 { $0.set(ConnectionEvents.removalAt, day(96)) }
            }
        }
        let end = try #require(try ends(ledger, 7).first)
        #expect(end.product == .maas360 && end.occurred == day(5) && end.removalAt == day(96))
        #expect(try ends(ledger, 5).first?.removalAt == nil)
    }

    @Test("a record that came again with another content says what that content says")
    func revisedEnd() throws {
        let ledger = try RemapLedger()
        try append(ledger, PartnerSetupEvents.terminated, 10, key: "end", modified: 1, connection: 1) {
            $0.set(ConnectionEvents.removalAt, day(100))
        }
        let known = ledger.ledger.size
        try append(ledger, PartnerSetupEvents.terminated, 10, key: "end", modified: 2, connection: 1) {
            $0.set(ConnectionEvents.removalAt, day(120))
        }
        #expect(try ends(ledger, 11).map(\.removalAt) == [day(120)])
        #expect(try ends(ledger, 11, below: known).map(\.removalAt) == [day(100)])
    }

    @Test("a policy's actions are those that were read last by then, and none of one that was deleted")
    func actions() throws {
        let ledger = try RemapLedger()
        let policy = Bits128(high: 8, low: 1)
        let alert = ScheduledAction(action: .notification, graceHours: 0)
        let block = ScheduledAction(action: .block, graceHours: 24)
        try append(ledger, CompliancePolicyEvents.observed, 1, policy: policy) {
            $0.set(CompliancePolicyEvents.actions, [alert])
        }
        let known = ledger.ledger.size
        try append(ledger, CompliancePolicyEvents.changed, 5, policy: policy) {
            $0.set(CompliancePolicyEvents.actions, [alert, block])
        }
        try append(ledger, CompliancePolicyEvents.observed, 6, policy: policy)
        try append(ledger, CompliancePolicyEvents.deleted, 9, policy: policy)
        let history = History(ledger.ledger)
        func found(_ number: Int64, below size: TreeSize? = nil) -> [ScheduledAction]? {
            history.actions(
                of: policy, Self.tenant.tag, at: day(number), below: size ?? ledger.ledger.size)?.actions
        }
        #expect(found(0) == nil && found(1) == [alert] && found(4) == [alert])
        #expect(found(7) == [alert, block] && found(10) == nil)
        #expect(found(7, below: known) == [alert])
        #expect(
            history.actions(of: policy, Self.other.tag, at: day(4), below: ledger.ledger.size) == nil)
        func throughout(_ from: Int64, _ to: Int64) -> [[ScheduledAction]]? {
            history.actions(
                of: policy, Self.tenant.tag, throughout: day(from)...day(to), below: ledger.ledger.size)?
                .map(\.actions)
        }
        #expect(throughout(2, 4) == [[alert]] && throughout(2, 7) == [[alert], [alert, block]])
        #expect(throughout(6, 7) == [[alert, block]])
        #expect(throughout(0, 4) == nil && throughout(2, 10) == nil)
    }

    @Test("a person's licences are read without the person's sign-ins")
    func licences() throws {
        let ledger = try RemapLedger()
        let person = PersonReference.objectID(Array("0b6c8f52-3c1e-4d53-9f6c-5f0d8a0e7a11".utf8))
        for (definition, number) in [
            (PeopleEvents.licenceAssigned, 1 as Int64), (PeopleEvents.licenceRemoved, 5),
        ] {
            try append(ledger, definition, number, user: person) {
                $0.set(PeopleEvents.sku, Bits128(high: 6, low: 1))
                $0.set(PeopleEvents.includesIntune, true)
            }
        }
        let history = History(ledger.ledger)
        let size = ledger.ledger.size
        let key = try #require(try history.fold(below: size).users().keys.first)
        let found = try #require(history.licences(of: key, below: size))
        #expect(found.state(asOf: day(4)).hasIntuneLicence == true)
        #expect(found.state(asOf: day(6)).hasIntuneLicence == false)
        #expect(
            history.licences(of: key, below: TreeSize(1))?.state(asOf: day(6)).hasIntuneLicence == true)
    }
}

extension TenantName {
    fileprivate init(token: StaticString) { self.init(name: Token(word: token)) }
}
