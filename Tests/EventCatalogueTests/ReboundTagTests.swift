import LedgerModel
import Testing

@testable import EventCatalogue

/// The tags of a device that got another id in the directory.
@Suite struct ReboundTagTests {
    private let tenant = TenantName(id: Bits128(high: 7, low: 7))
    private func id(_ number: UInt64) -> Bits128 { Bits128(high: 1, low: number) }

    private func tags(
        _ definition: EventDefinition, _ devices: [DeviceReference], _ fill: (inout PublicData) -> Void
    ) throws -> [LedgerModel.Tag] {
        var draft = SubmissionDraft(
            source: SourceName(.word("test")), key: [1], content: [2], mappingRevision: MappingRevision(1),
            road: Token(word: "file"), isObserved: true, evidence: nil)
        var subject = EventSubject(tenant: tenant)
        subject.devices = devices
        var data = PublicData()
        fill(&data)
        draft.add(definition, occurred: .atReceipt, subject: subject, data: data)
        return try #require(draft.finished().events.first).tags
    }

    private func tag(_ reference: DeviceReference) throws -> LedgerModel.Tag { try #require(reference.tag) }

    @Test("it is named by the id before, and by each id that its data have, once")
    func rebound() throws {
        let found = try tags(DeviceStepEvents.identityRebound, [.entra(id(1))]) {
            $0.set(DeviceEvents.entraObject, id(2))
            $0.set(DeviceEvents.entraDevice, id(1))
            $0.set(DeviceEvents.intuneDevice, id(3))
            $0.set(DeviceStepEvents.entraDeviceBefore, id(9))
        }
        let wanted = try [
            DeviceReference.entra(id(1)), .entraObject(id(2)), .intune(id(3)), .entra(id(9)),
        ].map { try tag($0) }
        #expect(found == [tenant.tag] + wanted)
    }

    @Test("one that is known only by its serial number keeps that, and gets the ids")
    func serial() throws {
        let found = try tags(
            DeviceStepEvents.identityRebound, [.hardware(namespace: "serial", value: Array("S1".utf8))]
        ) { $0.set(DeviceStepEvents.entraDeviceBefore, id(9)) }
        #expect(found.count == 3)
        #expect(try found.last == tag(.entra(id(9))))
    }

    @Test("other types are named by their subject alone, whatever ids their data have")
    func others() throws {
        let found = try tags(DeviceEvents.identityBound, [.entra(id(1))]) {
            $0.set(DeviceEvents.entraObject, id(2))
        }
        #expect(found == [tenant.tag, try tag(.entra(id(1)))])
    }
}
