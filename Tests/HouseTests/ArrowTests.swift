import Testing

@Suite("The arrows of the house")
struct ArrowTests {
    private let manifest: Manifest
    private let imports: [(arrow: Arrow, file: String)]

    init() throws {
        manifest = Manifest(try Repository.text("Package.swift"))
        imports = try Repository.swiftFiles(below: ["Sources", "Tools", "Migrations"]).flatMap { file in
            guard let module = file.module else { return [(arrow: Arrow, file: String)]() }
            return file.lines.compactMap { ImportLine($0) }.map { (Arrow(module, $0.module), file.path) }
        }
    }

    @Test(
        "every form of import is read",
        arguments: [
            "import Merkle", "public import Merkle", "@testable import Merkle",
            "@_exported public import Merkle",
            "internal import struct Merkle.SHA256Digest", "import Merkle  // for digests",
        ])
    func forms(_ line: String) {
        #expect(ImportLine(line)?.module == "Merkle")
    }

    @Test(
        "what only looks like an import is none",
        arguments: ["// import Merkle", "let import = 1", "func f() {}"])
    func noImport(_ line: String) {
        #expect(ImportLine(line) == nil)
    }

    @Test("every module with sources stands in the table of floors, and in the manifest")
    func known() throws {
        let modules = Set(
            try Repository.swiftFiles(below: ["Sources", "Tools", "Migrations"]).compactMap(\.module))
        #expect(!modules.isEmpty)
        for module in modules.sorted() {
            #expect(Floors.floor[module] != nil, "\(module) has no floor")
            #expect(manifest[module] != nil, "\(module) is no target of Package.swift")
        }
        for target in manifest.targets {
            #expect(Floors.floor[target.name] != nil, "\(target.name) has no floor")
        }
    }

    @Test("the manifest's arrows go to strictly lower floors")
    func manifestGoesDown() {
        for target in manifest.targets {
            for dependency in target.dependencies {
                let problem = Self.problem(Arrow(target.name, dependency))
                #expect(problem == nil, "Package.swift: \(problem ?? "")")
            }
        }
    }

    @Test("every import goes down and is declared, and nothing else comes in from outside")
    func importsAreDeclared() {
        #expect(!imports.isEmpty)
        for (arrow, file) in imports {
            let problem = Self.problem(arrow)
            #expect(problem == nil, "\(file): \(problem ?? "")")
            guard Floors.floor[arrow.to] != nil, let target = manifest[arrow.from] else { continue }
            #expect(
                target.dependencies.contains(arrow.to), "\(file): \(arrow) is not declared in Package.swift")
        }
    }

    @Test("no module of the sources is imported for testing")
    func testable() throws {
        for file in try Repository.swiftFiles(below: ["Sources", "Tools", "Migrations"]) {
            for line in file.lines where ImportLine(line)?.isTestable == true {
                Issue.record("\(file.path): \(line)")
            }
        }
    }

    @Test("forbidden arrows do not exist, by whatever way")
    func forbidden() {
        let direct = Set(
            manifest.targets.flatMap { target in target.dependencies.map { Arrow(target.name, $0) } }
                + imports.map(\.arrow))
        let all = Self.closure(direct)
        for (arrow, reason) in Floors.forbidden { #expect(!all.contains(arrow), "\(arrow): \(reason)") }
    }

    @Test("a planted arrow is found: upwards, sideways, by a detour, and from outside")
    func planted() {
        #expect(Self.problem(Arrow("LogStore", "ComplianceLedger")) != nil)
        #expect(Self.problem(Arrow("LogFormat", "RecordFormat")) != nil)
        #expect(Self.problem(Arrow("ComplianceLedger", "GRDB")) != nil)
        #expect(Self.problem(Arrow("Merkle", "Foundation")) != nil)
        #expect(Self.problem(Arrow("Merkle", "Unheard")) != nil)
        #expect(Self.problem(Arrow("LogStore", "LogFormat")) == nil)
        let detour = Self.closure([Arrow("Attestation", "Merkle"), Arrow("Merkle", "LogFormat")])
        #expect(detour.contains(Arrow("Attestation", "LogFormat")))
    }

    /// What is wrong with an arrow; nil for a good one.
    private static func problem(_ arrow: Arrow) -> String? {
        guard let from = Floors.floor[arrow.from] else { return "\(arrow.from) has no floor" }
        if let to = Floors.floor[arrow.to] {
            if to < from || Floors.levelArrows.contains(arrow) { return nil }
            return "\(arrow) goes from floor \(from) to floor \(to)"
        }
        guard let places = Floors.outside[arrow.to] else {
            return "\(arrow): nothing is known of \(arrow.to)"
        }
        return places.isEmpty || places.contains(arrow.from) ? nil : "\(arrow) is not allowed"
    }

    private static func closure(_ arrows: Set<Arrow>) -> Set<Arrow> {
        var all = arrows
        while true {
            var more = all
            for first in all {
                for second in arrows where first.to == second.from {
                    more.insert(Arrow(first.from, second.to))
                }
            }
            if more.count == all.count { return all }
            all = more
        }
    }
}
