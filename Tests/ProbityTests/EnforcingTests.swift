import Foundation
import Probity
import Testing

/// The rules, held by real appends.
@Suite("An enforcing append") struct EnforcingTests {
    /// A ledger in a folder of its own, gone with the last reference.
    final class Place {
        let path = NSTemporaryDirectory() + "probity-enforcing-" + UUID().uuidString
        let ledger: Ledger

        init() throws {
            try Ledger.create(at: path, origin: "test.example/ledger", in: .system)
            ledger = try Ledger.open(path, for: .writing)
        }

        deinit {
            try? ledger.close()
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    static func tenant(_ number: UInt64) -> Bits128 { Bits128(high: 0xC0, low: number) }
    private static func partner(_ number: UInt64) -> Bits128 { Bits128(high: 0xA0, low: number) }
    static func minute(_ number: Int64) -> OccurredTime {
        OccurredTime(Timestamp(nanoseconds: (1_772_000_000 + number * 60) * 1_000_000_000))
    }

    static func submission(
        _ id: String, _ definition: EventDefinition, in tenant: UInt64 = 1, at minute: Int64,
        observed: Bool = false, modified: Int64? = nil, connection: Bits128? = nil, device: Bits128? = nil,
        _ data: PublicData
    ) -> Submission {
        var draft = SubmissionDraft(
            source: SourceName(.word("mdm"), .word("berlin")), key: Array(id.utf8),
            content: data.encoded.bytes + Array("\(minute)".utf8), mappingRevision: MappingRevision(1),
            road: Token(word: "api"), modified: modified.map { Self.minute($0).instant },
            isObserved: observed, evidence: nil)
        var subject = EventSubject(tenant: TenantName(id: Self.tenant(tenant)))
        subject.connection = connection
        if let device { subject.devices = [.entra(device)] }
        draft.add(definition, occurred: Self.minute(minute), subject: subject, data: data)
        return draft.finished()
    }

    static func adding(
        _ id: String, _ number: UInt64, in tenant: UInt64 = 1, at minute: Int64 = 10,
        _ platform: Platform = .iOS, _ product: ManagerProduct = .maas360,
        _ definition: EventDefinition = PartnerSetupEvents.added, observed: Bool = false
    ) -> Submission {
        var data = PublicData()
        data.set(ConnectionEvents.partner, partner(number))
        data.set(PartnerSetupEvents.product, product)
        data.set(ConnectionEvents.platform, platform)
        return submission(
            id, definition, in: tenant, at: minute, observed: observed, connection: partner(number), data)
    }

    private static func refused(
        _ ledger: Ledger, _ submissions: [Submission]
    ) throws -> [RefusedCommand] {
        do {
            _ = try ledger.appendAndWait(enforcing: submissions)
            return []
        } catch EnforcingError.refused(let commands) {
            return commands
        }
    }

    @Test("refuses a second partner, word for word, and without enforcing the same fact is recorded")
    func secondPartner() async throws {
        let place = try Place()
        let first = try await place.ledger.append(enforcing: [Self.adding("1", 1)])
        #expect(first.receipts.map(\.positions) == [0..<1] && first.undecided.isEmpty)
        let second = Self.adding("2", 2, at: 11, .iPadOS, .workspaceOne)
        #expect(
            try await enforcingSample(place.ledger, adding: second) == """
                R49: a platform has one partner at a time
                stands: partner 00000000-0000-00a0-0000-000000000001 (maas360) is added for iOS, since \
                2026-02-25T06:23:20Z (position 0)
                way out: record partner.removed, partner.suspended or partner.terminated of the other partner \
                for iOS first
                source: Configuring conditional access for Microsoft Entra integration with IBM MaaS360, S000.23
                source: Configuring conditional access for Microsoft Entra integration with IBM MaaS360, S000.28
                source: Device Posture in Entra ID using API, S003.26
                source: Third-party device compliance partners, intune-partners

                """)
        #expect(place.ledger.size.value == 1)
        _ = try place.ledger.appendAndWait([second])
        #expect(place.ledger.size.value == 2)
    }

    @Test("is one of all or nothing, and its earlier events count for the later ones")
    func batch() throws {
        let place = try Place()
        let both = [Self.adding("1", 1), Self.adding("2", 2), Self.adding("3", 3, .android)]
        let refused = try Self.refused(place.ledger, both)
        #expect(refused.map(\.submission) == [1] && place.ledger.size.value == 0)
        #expect(refused[0].violations[0].state[0].place == .submitted(0))
        let orderly = [
            Self.adding("1", 1), Self.adding("4", 1, at: 11, .iOS, .maas360, PartnerSetupEvents.removed),
            Self.adding("2", 2, at: 12),
        ]
        #expect(try Self.refused(place.ledger, orderly).isEmpty)
        #expect(place.ledger.size.value == 3)
    }

    @Test("does not judge again what is there already, in the ledger or in the same append")
    func duplicates() throws {
        let place = try Place()
        let command = Self.adding("1", 1)
        _ = try place.ledger.appendAndWait(enforcing: [command, command])
        _ = try place.ledger.appendAndWait([Self.adding("2", 2, .android)])
        // By now it would be refused.
        _ = try place.ledger.appendAndWait([Self.adding("3", 2, at: 11)])
        let again = try place.ledger.appendAndWait(enforcing: [command])
        #expect(again.receipts.map(\.outcome) == [.duplicate] && again.receipts[0].positions == 0..<1)
        #expect(place.ledger.size.value == 3)
    }

    @Test("judges by what is in force: a record's superseded content does not count")
    func revised() throws {
        let place = try Place()
        func seen(_ isSetUp: Bool, modified: Int64) -> Submission {
            var data = PublicData()
            data.set(ConnectionEvents.partner, Self.partner(1))
            data.set(ConnectionEvents.iOS, isSetUp)
            return Self.submission(
                "seen", ConnectionEvents.stateObserved, at: 5, observed: true,
                modified: modified, connection: Self.partner(1), data)
        }
        _ = try place.ledger.appendAndWait([seen(true, modified: 5)])
        #expect(try !Self.refused(place.ledger, [Self.adding("2", 2)]).isEmpty)
        _ = try place.ledger.appendAndWait([seen(false, modified: 6)])
        #expect(try Self.refused(place.ledger, [Self.adding("2", 2)]).isEmpty)
    }

    @Test("a condition of the caller's that fails is told as his, and nothing is recorded")
    func conditions() throws {
        let place = try Place()
        _ = try place.ledger.appendAndWait(enforcing: [Self.adding("1", 1)])
        let tag = TenantName(id: Self.tenant(1)).tag
        #expect {
            _ = try place.ledger.appendAndWait(
                enforcing: [Self.adding("2", 2, .android)], if: [.noEvent(tags: [tag], after: nil)])
        } throws: { error in
            guard case EnforcingError.append(.conditionNotMet(let found)) = error else { return false }
            return found.value == 0
        }
        #expect(place.ledger.size.value == 1)
    }

    @Test("rules of other tenants do not meet")
    func tenants() throws {
        let place = try Place()
        _ = try place.ledger.appendAndWait(
            enforcing: [Self.adding("1", 1, in: 1), Self.adding("2", 2, in: 2)])
        #expect(try Self.refused(place.ledger, [Self.adding("3", 3, in: 2)]).count == 1)
    }

    @Test("a ledger that is open for reading alone refuses")
    func reading() throws {
        let place = try Place()
        _ = try place.ledger.appendAndWait(enforcing: [Self.adding("1", 1)])
        let reader = try Ledger.open(place.path)
        #expect {
            _ = try reader.appendAndWait(enforcing: [Self.adding("2", 2, .android)])
        } throws: { error in
            switch error {
            case EnforcingError.append(.failed(.readOnly)), EnforcingError.reading: true
            default: false
            }
        }
    }
}
