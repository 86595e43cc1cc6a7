import Testing

@Suite("The migrations")
struct MigrationTests {
    private let files = Repository.names(in: "Migrations").filter { $0.hasSuffix(".sql") }

    @Test("the files in the folder are those that the manifest embeds")
    func embedded() throws {
        let target = Manifest(try Repository.text("Package.swift"))["Migrations"]
        #expect(!files.isEmpty)
        #expect(target?.resources.sorted() == files)
    }

    @Test("they are numbered from 1 without gaps")
    func numbered() {
        #expect(files.allSatisfy { $0.wholeMatch(of: /V\d{4}_[a-z_]+\.sql/) != nil })
        #expect(files.map { Int($0.dropFirst().prefix(4)) } == files.indices.map { $0 + 1 })
    }
}
