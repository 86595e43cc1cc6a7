import Connectors
import EventCatalogue
import LedgerModel
import Testing

@Suite struct BatchTagTests {
    private static let tag = "batch:\(ManagementRecords.batch)"

    private func tags(_ record: String) throws -> [[String]] {
        try ManagementRecords.submission(record).events.map { event in
            event.tags.map(\.description).filter { $0.hasPrefix("batch:") }
        }
    }

    @Test("a row carries its batch on its first event alone", arguments: ["Devices", "DeviceComplianceOrg"])
    func rows(_ report: String) throws {
        let found = try tags(
            ManagementRecords.row(report, more: ",\"CompliantState\":\"1\",\"ComplianceState\":\"1\""))
        #expect(found.count > 1 && found[0] == [Self.tag])
        #expect(found.dropFirst().allSatisfy { $0.isEmpty })
    }

    @Test("a row that names no device counts for its batch all the same")
    func withoutDevice() throws {
        let record = ManagementRecords.row("Devices", device: "no GUID")
        #expect(try ManagementRecords.submission(record).types == ["record.observed"])
        #expect(try tags(record) == [[Self.tag]])
    }

    @Test("what ends a batch carries it, unless it does not say how long the batch is")
    func ends() throws {
        func end(_ count: String) -> String {
            ManagementRecords.azure(
                "Devices", "{\"BatchId\":\"\(ManagementRecords.batch)\",\"Stats\":{\"RecordCount\":\(count)}}"
            )
        }
        #expect(try tags(end("4")) == [[Self.tag]])
        #expect(try tags(end("null")) == [[]])
    }

    @Test("a batch whose id is no GUID has no tag, nor has a record of another kind")
    func none() throws {
        #expect(try tags(ManagementRecords.row("Devices", batch: "seven")).allSatisfy { $0.isEmpty })
        #expect(try tags(ManagementRecords.row("Devices", batch: nil)).allSatisfy { $0.isEmpty })
        #expect(try tags(ManagementRecords.managedDevice()).allSatisfy { $0.isEmpty })
    }
}
