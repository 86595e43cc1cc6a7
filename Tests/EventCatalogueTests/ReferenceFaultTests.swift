import LedgerModel
import Testing

@testable import EventCatalogue

/// Every check of the reference data has an edition that fails it.
@Suite struct ReferenceFaultTests {
    /// The edition as it is, but for one change in one file; nil where the file does not have what is to be
    /// changed.
    private static func files(_ name: String, _ old: String, _ new: String) -> [ReferenceFile]? {
        var files = ReferenceFile.embedded
        guard let place = files.firstIndex(where: { $0.name == name }) else { return nil }
        let text = String(decoding: files[place].bytes, as: UTF8.self)
        guard let range = text.firstRange(of: old) else { return nil }
        let changed = text.replacingCharacters(range, new)
        files[place] = ReferenceFile(name: name, bytes: Array(changed.utf8))
        return files
    }

    typealias Change = (file: String, old: String, new: String, member: String)

    static let changes: [Change] = [
        (
            "names.json", "\"validFrom\":\"2023-08-15T00:00:00Z\"", "\"validFrom\":\"2023-08-14T00:00:00Z\"",
            "validFrom"
        ),
        ("names.json", "\"validTo\":\"2023-08-15T00:00:00Z\",", "", "validFrom"),
        ("clouds.json", "\"validTo\":\"2021-10-30T00:00:00Z\"", "\"validTo\":\"2021-10-30\"", "validTo"),
        (
            "names.json", "\"validFrom\":\"2018-10-01T00:00:00Z\",\"validTo\":\"2024-11-06T00:00:00Z\"",
            "\"validFrom\":\"2018-10-01T00:00:00Z\",\"validTo\":\"2018-10-01T00:00:00Z\"", "validTo"
        ),
        ("extensions.json", "\"S003.35\"", "\"S003.70\"", "sources"),
        ("extensions.json", "\"S003.35\"", "\"S003.0\"", "sources"),
        ("extensions.json", "\"S003.35\"", "\"S003.035\"", "sources"),
        ("extensions.json", "\"S003.35\"", "\"S003\"", "sources"),
        ("extensions.json", "\"S003.35\"", "\"S005.1\"", "sources"),
        ("extensions.json", "\"S003.35\"", "\"graph-clouds.1\"", "sources"),
        ("extensions.json", "\"S003.35\"", "\"S003.35\",\"S003.35\"", "sources"),
        ("extensions.json", "[\"S003.35\"]", "[]", "sources"),
        ("extensions.json", ",\"sources\":[\"S003.35\"]", "", "sources"),
        ("extensions.json", "extension-macos", "extension-ios", "id"),
        ("extensions.json", "extension-macos", "broker-ios", "id"),
        ("extensions.json", "\"platform\":\"macOS\"", "\"platform\":\"iOS\"", "validFrom"),
        ("extensions.json", "\"platform\":\"macOS\"", "\"platform\":\"macos\"", "platform"),
        ("extensions.json", "\"teamId\"", "\"team\"", "members"),
        ("extensions.json", "\"teamId\":\"UBF8T346G9\"", "\"teamId\":7", "teamId"),
        ("extensions.json", "UBF8T346G9", " UBF8T346G9", "teamId"),
        ("extensions.json", "UBF8T346G9", "", "teamId"),
        ("extensions.json", "{\"kind\"", "{\"kinds\"", "kind"),
        ("extensions.json", "\"extension\"", "\"cloud\"", "kind"),
        ("extensions.json", "{\"kind\"", "[\"kind\"", "text"),
        ("extensions.json", "\"rows\"", "\"lines\"", "rows"),
        ("minimum-versions.json", "\"10.76\"", "\"10.76x\"", "version"),
        ("minimum-versions.json", "\"conflict\":\"jamf-macos-minimum\"", "\"note2\":\"x\"", "members"),
        ("minimum-versions.json", ",\"conflict\":\"jamf-macos-minimum\"", "", "validFrom"),
        (
            "minimum-versions.json", "\"conflict\":\"jamf-macos-minimum\"", "\"conflict\":\"else\"",
            "validFrom"
        ),
        (
            "minimum-versions.json", "\"version\":\"10.76\"", "\"version\":\"10.76\",\"conflict\":\"alone\"",
            "conflict"
        ),
        ("factor-counts.json", "\"count\":1", "\"count\":-1", "count"),
        ("factor-counts.json", "\"count\":1", "\"count\":1.0", "count"),
        ("provider-chains.json", "[\"entra\",\"activeDirectory\"]", "[\"entra\",\"okta\"]", "providers"),
        ("methods.json", "\"writesCompliance\":true", "\"writesCompliance\":1", "writesCompliance"),
        ("error-codes.json", "\"code\":53001", "\"code\":53000", "validFrom"),
        ("edition.json", "\"version\":2", "\"version\":0", "version"),
        ("edition.json", "\"format\":1", "\"format\":2", "format"),
        ("documents.json", "\"facts\":43", "\"facts\":0", "key"),
        ("documents.json", "\"key\":\"S001\"", "\"key\":\"S000\"", "key"),
        ("documents.json", "\"facts\":43", "\"facts\":37", "sources"),
    ]

    @Test("a planted fault is found, and named", arguments: changes)
    func planted(_ change: Change) throws {
        let files = try #require(Self.files(change.file, change.old, change.new), "\(change)")
        let error = #expect(throws: ReferenceDataFault.self) { try ReferenceData(files: files) }
        #expect(error?.member == change.member, "\(change) \(error.map(String.init(describing:)) ?? "")")
    }

    @Test("a missing file is found", arguments: ReferenceFile.embedded.map(\.name))
    func missing(_ name: String) {
        let files = ReferenceFile.embedded.filter { $0.name != name }
        #expect(throws: ReferenceDataFault.self) { try ReferenceData(files: files) }
    }

    @Test("the order in which files are handed in changes nothing")
    func order() throws {
        let data = try ReferenceData(files: ReferenceFile.embedded.reversed())
        #expect(data.digest == ReferenceData.current.digest)
        #expect(data.names == ReferenceData.current.names)
    }

    @Test("a cut or a changed byte gives a fault or another edition, and never stops the program")
    func bytes() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<60 {
            var files = ReferenceFile.embedded
            let place = Int.random(in: 0..<files.count, using: &random)
            var bytes = files[place].bytes
            if Bool.random(using: &random) {
                bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
            } else {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                bytes[at] ^= UInt8.random(in: 1...255, using: &random)
            }
            files[place] = ReferenceFile(name: files[place].name, bytes: bytes)
            guard let data = try? ReferenceData(files: files) else { continue }
            #expect(data.digest != ReferenceData.current.digest)
        }
    }

    @Test("an earlier row stays in force for its time when a later edition adds one")
    func added() throws {
        let files = try #require(
            Self.files(
                "extensions.json", "\"teamId\":\"UBF8T346G9\",",
                """
                "teamId":"UBF8T346G9","validTo":"2027-01-01T00:00:00Z","sources":["S003.36"]},
                {"id":"extension-macos-2027","platform":"macOS","extensionId":"com.example.other",\
                "validFrom":"2027-01-01T00:00:00Z",
                """))
        let data = try ReferenceData(files: files)
        let change = try #require(Timestamp(rfc3339: "2027-01-01T00:00:00Z"))
        let before = data.signOnExtension(platform: .macOS, at: change.adding(nanoseconds: -1))
        #expect(before.map(\.id) == ["extension-macos"])
        #expect(data.signOnExtension(platform: .macOS, at: change).map(\.id) == ["extension-macos-2027"])
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
