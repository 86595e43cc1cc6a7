import Testing

@Suite("Reading a manifest")
struct ManifestTests {
    private let manifest = Manifest(
        """
        func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
            .target(name: name, dependencies: dependencies)
        }
        let package = Package(
            targets: [
                // room("Commented", ["Away"]),
                .systemLibrary(name: "CLib", pkgConfig: "lib", providers: [.apt(["lib-dev"])]),
                .target(name: "Plain"),
                room("Leaf"),
                room(
                    "Upper",
                    [
                        "Leaf", .product(name: "GRDB", package: "GRDB.swift"),
                    ]),
                room("Elsewhere", ["Leaf"], path: "Sources/Else"),
                room(
                    "Keeping", ["Leaf"],
                    resources: [
                        .embedInCode("Tables/a.json"),
                        .embedInCode("Tables/b.json"),
                    ]),
                .target(
                    name: "Rules", path: "Rules", resources: [.embedInCode("a.sql"), .embedInCode("b.sql")]),
                .executableTarget(name: "tool", dependencies: ["Upper"], path: "Tools/tool"),
            ])
        """)

    @Test("every target with a literal name is found, and no other")
    func names() {
        #expect(
            Set(manifest.targets.map(\.name)) == [
                "CLib", "Plain", "Leaf", "Upper", "Elsewhere", "Keeping", "Rules", "tool",
            ])
    }

    @Test("dependencies are read, products by their own names")
    func dependencies() {
        #expect(manifest["Upper"]?.dependencies == ["Leaf", "GRDB"])
        #expect(manifest["Elsewhere"]?.dependencies == ["Leaf"])
        #expect(manifest["tool"]?.dependencies == ["Upper"])
        #expect(manifest["CLib"]?.dependencies == [])
        #expect(manifest["Leaf"]?.dependencies == [])
    }

    @Test("resources and paths are read")
    func resources() {
        #expect(manifest["Rules"]?.resources == ["a.sql", "b.sql"])
        #expect(manifest["Keeping"]?.resources == ["Tables/a.json", "Tables/b.json"])
        #expect(manifest["Keeping"]?.dependencies == ["Leaf"])
        #expect(manifest["tool"]?.path == "Tools/tool")
    }
}
