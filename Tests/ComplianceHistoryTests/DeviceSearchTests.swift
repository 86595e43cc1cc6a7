import ComplianceHistory
import ComplianceLedger
import ComplianceState
import EventCatalogue
import LedgerModel
import Testing

/// Devices are found by whatever a view shows of them.
@Suite struct DeviceSearchTests {
    private static let id = Bits128(high: 3, low: 7)
    private static let other = Bits128(high: 3, low: 8)

    private func append(
        _ ledger: RemapLedger, _ device: DeviceReference, _ number: Int64, serial: String? = nil
    ) throws {
        let key = "enrolled \(number)"
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: Array(key.utf8), content: Array(key.utf8),
            mappingRevision: MappingRevision(1), road: Token(word: "file"), modified: nil, isObserved: true,
            evidence: nil)
        var subject = EventSubject(tenant: TenantName(name: Token(word: "contoso")))
        subject.devices = [device]
        var personal = PersonalData()
        if let serial { personal.add(.serialNumber, Array(serial.utf8)) }
        draft.add(
            DeviceEvents.enrolled, occurred: OccurredTime(seconds(number)), subject: subject,
            personal: personal)
        try ledger.append([draft.finished()])
    }

    private func seconds(_ number: Int64) -> Timestamp { Timestamp(nanoseconds: number * 1_000_000_000) }

    @Test("a serial number that stood beside another id finds the device, in whichever case")
    func besideAnotherID() throws {
        let ledger = try RemapLedger()
        try append(ledger, .intune(Self.id), 1, serial: "PVEQ2GJ0")
        try append(ledger, .intune(Self.other), 2, serial: "PVEQ2GJ1")
        try append(ledger, .intune(Self.other), 3)
        let history = History(ledger.ledger)
        let tag = DeviceIDKind.intune.tag(Self.id)
        // No identity stands for it.
        #expect(try history.deviceTags("PVEQ2GJ0").isEmpty)
        #expect(try history.devices(named: "PVEQ2GJ0") == [tag])
        #expect(try history.devices(named: "pveq2gj0") == [tag])
        #expect(try history.devices(named: "PVEQ2GJ").isEmpty)
        #expect(try history.devices(named: Self.id.guidText).contains(tag))
        let filter = try EventFilter(["device:pveq2gj0"], in: history)
        #expect(filter.tagClauses.map(\.tags) == [[tag]])
    }

    @Test("a serial number by which alone a device was named is found among the identities")
    func alone() throws {
        let ledger = try RemapLedger()
        try append(
            ledger, .hardware(namespace: "serial", value: Array("PVEQ2GJ2".utf8)), 1)
        let found = try History(ledger.ledger).devices(named: "PVEQ2GJ2")
        #expect(found.count == 1)
        #expect(try History(ledger.ledger).deviceTags("PVEQ2GJ2") == found)
    }
}
