import FleetSimulator
import StrictJSON
import Testing

struct FleetTruthTests {
    @Test("every planted value stands in the outputs that the truth names")
    func planted() throws {
        let output = try SimulatedOutput(devices: 100, days: 2, seed: 31, tenants: 2)
        var events: Set<String> = []
        for event in try output.events() { Self.collect(event, &events) }
        var exports: Set<String> = []
        // What is no JSON repeats what is.
        for file in output.files(.all.subtracting([.xml, .cef])) where !file.path.hasSuffix(".csv") {
            let isPage = file.path.hasSuffix(".json") && !file.path.hasPrefix("blob/")
            for text in isPage ? [file.bytes[...]] : file.bytes.split(separator: UInt8(ascii: "\n")) {
                Self.collect(try JSONDocument(Array(text)).root, &exports)
            }
        }
        let lines = try output.truth("planted")
        var hostile = 0
        for line in lines {
            let value = try #require(line["value"]?.string)
            let places = try #require(line["in"]?.array).compactMap(\.string)
            #expect(!places.isEmpty)
            if places.contains("events") { #expect(events.contains(value), "\(value)") }
            if places.contains("exports") { #expect(exports.contains(value), "\(value)") }
            if value.unicodeScalars.contains(where: { "\"\n<={\u{202E}".unicodeScalars.contains($0) }) {
                hostile += 1
            }
        }
        #expect(hostile > 0)
        let fields = Set(lines.compactMap { $0["field"]?.string })
        #expect(
            fields == [
                "displayName", "userPrincipalName", "phone", "ipAddress", "deviceName", "serialNumber",
                "imei",
                "udid",
            ])
        #expect(lines.count > 100 * 5)
    }

    @Test("the number of events is the stated one, and each device ends as the directory last said")
    func totals() throws {
        let output = try SimulatedOutput(devices: 30, days: 16, seed: 33)
        let events = try output.events()
        #expect(try output.counts("events")?["events"]?.int64 == Int64(events.count))
        var flags: [String: Bool] = [:]
        for event in events where event["type"]?.string == "compliance.observed" {
            guard let object = event["data"]?["device"]?["entraObjectId"]?.string else { continue }
            flags[object] = event["data"]?["isCompliant"]?.bool
        }
        let devices = try output.truth("device")
        #expect(devices.count == 30)
        for device in devices where device["isRegistered"]?.bool == true {
            let object = try #require(device["entraObjectId"]?.string)
            #expect(device["isCompliant"]?.bool == flags[object])
        }
        #expect(devices.contains { $0["isRetired"]?.bool == true })
    }

    @Test(
        "of exports in some formats the truth names no more values than stand in them",
        arguments: ExportFormats.names.indices)
    func formats(index: Int) throws {
        let format = ExportFormats.names[index].format
        let output = try SimulatedOutput(devices: 40, days: 6, seed: 32)
        var bytes: [UInt8] = []
        for chunk in output.simulation.exports(formats: format) { bytes += chunk.bytes }
        let text = String(decoding: bytes, as: UTF8.self)
        var named = 0
        for line in output.simulation.truth(formats: format) {
            let line = try JSONDocument(line).root
            guard line["kind"]?.string == "planted",
                line["in"]?.elements.contains(where: { $0.string == "exports" }) == true,
                let value = line["value"]?.string, value.utf8.allSatisfy({ $0 > 31 && $0 < 127 }),
                !value.contains("\"") && !value.contains("\\"), format != .xml || !value.contains("<")
            else { continue }
            named += 1
            #expect(text.contains(value), "\(value)")
        }
        // Fleet and NanoMDM have few devices, and few are retired at Ivanti's.
        #expect(named > (index < 5 ? 40 : format == .cef ? -1 : 0))
    }

    /// All strings of a value, and those of texts that are themselves JSON.
    private static func collect(_ value: JSONValue, _ found: inout Set<String>) {
        if let text = value.string {
            found.insert(text)
            if let first = text.utf8.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
                if let inner = try? JSONDocument(Array(text.utf8)) { collect(inner.root, &found) }
            }
        }
        if value.isArray { for element in value.elements { collect(element, &found) } }
        if value.isObject { for member in value.members { collect(member.value, &found) } }
    }
}
