import LedgerModel
import Merkle
import StrictJSON
import Testing

@testable import EventCatalogue

@Suite struct ReferenceDataTests {
    private let data = ReferenceData.current

    @Test("the edition that the binary carries has no fault")
    func fault() {
        #expect(ReferenceData.fault == nil)
        #expect(data.version > 0)
        for table in data.tables { #expect(!table.lines.isEmpty, "\(table.kind)") }
        #expect(data.tables.map(\.kind) == ReferenceKind.allCases)
    }

    /// An edition that was published never changes: whoever changes a file gives it the next number, and adds
    /// a line here.
    private static let editions: [Int64: String] = [
        1: "518176b744c4f719ca591ca8a00b35e388077a80a09c55f913edd654c024ead3",
        2: "e1b7650cec715562a47739a226515f226da78fa4a7ff9ee08d6b8f2aafa390c4",
    ]

    @Test("each edition keeps its contents")
    func editions() {
        #expect(Self.editions[data.version] == data.digest.hex)
        #expect(Self.editions.keys.max() == data.version)
        let whole = ReferenceFile.embedded.sorted { $0.name < $1.name }.flatMap(\.bytes)
        #expect(SHA256.hash(of: whole) == data.digest)
    }

    @Test("the documents with numbered statements are these, with as many of them")
    func documents() {
        let numbered = data.documents.filter { $0.facts != nil }
        #expect(
            numbered.map { [$0.key, String($0.facts ?? 0)] } == [
                ["S000", "43"], ["S001", "29"], ["S002", "39"], ["S003", "69"], ["S004", "43"],
            ])
        for document in data.documents {
            #expect(!document.title.isEmpty && !document.publisher.isEmpty, "\(document.key)")
        }
    }

    @Test("every row has a source among the documents, and every document has a row")
    func sources() {
        var cited: Set<String> = []
        for line in data.tables.flatMap(\.lines) {
            #expect(!line.sources.isEmpty, "\(line.id)")
            for source in line.sources {
                cited.insert(source.document)
                let document = data.document(of: source)
                #expect(document != nil, "\(line.id) \(source)")
                if let fact = source.fact {
                    let last = document?.facts ?? 0
                    #expect(fact >= 1 && fact <= last, "\(line.id) \(source)")
                } else {
                    #expect(document?.facts == nil, "\(line.id) \(source)")
                }
            }
        }
        #expect(cited == Set(data.documents.map(\.key)))
    }

    /// The statements of the numbered documents that tell of configuration or reference data.
    private static let stated = """
        S000.2 S000.7 S000.38 S001.2 S001.3 S001.16 S001.17 S001.19 S001.29 S002.9 S002.11 S002.12 S002.17 \
        S002.39 S003.2 S003.3 S003.35 S003.36 S003.39 S003.42 S003.43 S003.44 S003.47 S003.58 S003.64 \
        S003.68 S003.69 S004.3 S004.5 S004.31 S004.41 S004.43
        """

    @Test(
        "each statement that tells of reference data is carried by a row",
        arguments: stated.split(separator: " "))
    func carried(_ statement: Substring) {
        let carriers = data.tables.flatMap(\.lines).filter {
            $0.sources.contains { $0.description.utf8.elementsEqual(statement.utf8) }
        }
        #expect(!carriers.isEmpty, "\(statement) is not carried")
    }

    @Test("so are the minimums, account types, brokers and licences among the others")
    func carriedToo() {
        let cited = Set(data.tables.flatMap(\.lines).flatMap(\.sources).map(\.description))
        for statement in [
            "S000.10", "S000.11", "S000.12", "S000.13", "S000.34", "S002.7", "S002.8", "S002.10", "S002.13",
            "S002.14", "S002.15", "S002.16", "S003.5", "S003.19", "S003.45", "S003.48", "S004.14", "S004.15",
            "S004.16", "S004.17", "S004.22", "S004.23", "S004.25", "S004.33",
        ] { #expect(cited.contains(statement), "\(statement)") }
    }

    @Test("ids are unique, lower case, and tell nothing that changes")
    func ids() {
        let ids = data.tables.flatMap(\.lines).map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x2D...0x39).contains($0) }, "\(id)")
        }
    }

    @Test("texts are short: what is stated is carried, the documents' sentences are not")
    func texts() {
        for line in data.tables.flatMap(\.lines) { #expect(line.note.utf8.count <= 120, "\(line.id)") }
    }

    @Test("conflicts are these, and each has both sides")
    func conflicts() {
        let sides = Dictionary(grouping: data.tables.flatMap(\.lines).filter { $0.conflict != nil }) {
            $0.conflict ?? ""
        }
        #expect(
            sides.keys.sorted() == [
                "jamf-macos-minimum", "jamf-older-end", "new-entra-domain-page", "new-entra-name-page",
                "new-single-multi-factors",
            ])
        for (name, lines) in sides { #expect(lines.count == 2, "\(name)") }
    }

    @Test("Graph's partner states are those that events have")
    func partnerStates() {
        let words = data.partnerStates.map(\.value).filter { $0.vocabulary == .graph }
        #expect(Set(words.map { PartnerState(word: Array($0.word.utf8)) }).count == words.count)
        #expect(words.count == PartnerState.allCases.count - 1)
        #expect(words.allSatisfy { PartnerState(word: Array($0.word.utf8)) != .unrecognised })
        #expect(words.compactMap(\.number) == [0, 1, 2, 3, 4, 5])
    }

    @Test("every tolerance, cloud and name of the lists of words has a row")
    func words() {
        #expect(Set(data.tolerances.map(\.value.subject)) == Set(ReferenceData.Allowance.allCases))
        #expect(Set(data.clouds.map(\.value.cloud)) == Set(ReferenceData.CloudName.allCases))
        #expect(Set(data.names.map(\.value.subject)) == Set(ReferenceData.Subject.allCases))
        #expect(Set(data.errorCodes.map(\.value.class)) == Set(ReferenceData.ResultClass.allCases))
        #expect(Set(data.accountTypes.map(\.value.account)) == Set(ReferenceData.Account.allCases))
    }
}
