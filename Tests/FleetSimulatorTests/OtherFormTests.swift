import FleetSimulator
import StrictJSON
import Testing

@Suite("The same in another form")
struct OtherFormTests {
    static let output = try? SimulatedOutput(devices: 200, days: 12, seed: 81)

    private static func lines(_ formats: ExportFormats, _ opening: String) -> [String] {
        (output?.files(formats) ?? []).filter { $0.path.hasPrefix(opening) }
            .flatMap { $0.bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) } }
    }

    @Test("each webhook and notification stands once more as a document, with the same of the device")
    func documents() throws {
        for (product, root, name) in [
            (ManagingProduct.jamf, "JSSEvent", "serialNumber"), (.workspaceOne, "Eventlog", "SerialNumber"),
        ] {
            let bodies = try Self.lines(product.format, "\(product.word)/").filter {
                $0.contains("\"webhookEvent\"") || $0.contains("\"EventType\"")
            }.map { try JSONDocument(Array($0.utf8)).root }
            let documents = Self.lines(.xml, "xml/\(product.word)/")
            #expect(documents.count == bodies.count && documents.count > 20)
            for (document, body) in zip(documents, bodies) {
                #expect(document.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?><\(root)>"))
                #expect(document.hasSuffix("</\(root)>"))
                let object = body["event"] ?? body
                let serial = (object["computer"] ?? object)[dynamic: name]?.string
                if let serial { #expect(document.contains("<\(name)>\(serial)</\(name)>")) }
                // What is not markup has neither of its marks.
                let text = document.replacing(/<[?\/]?[A-Za-z][^<>]*>/, with: "")
                #expect(!text.contains("<") && !text.contains(">"))
            }
        }
    }

    @Test("an audit entry names the device, what was done to it, and when")
    func audits() throws {
        let output = try #require(Self.output)
        let left = try output.truth("device").filter {
            $0["managedBy"]?.string == "ivanti" && $0["isRetired"]?.bool == true
        }.compactMap { $0["serialNumber"]?.string }
        let lines = Self.lines(.cef, "cef/ivanti/")
        #expect(!lines.isEmpty)
        var named: Set<String> = []
        for line in lines {
            let match = try #require(
                line.wholeMatch(
                    of: /CEF:0\|Mobile Iron\|Core\|11\.12\|71\|(Retire|Wipe)\|3\|start=\d{10} .*cs2=(\w+) .*/)
            )
            #expect(line.contains(" act=\(match.1) "))
            named.insert(String(match.2))
        }
        #expect(named == Set(left))
    }
}

extension JSONValue {
    fileprivate subscript(dynamic name: String) -> JSONValue? {
        guard isObject else { return nil }
        return members.first { $0.key.string == name }?.value
    }
}
