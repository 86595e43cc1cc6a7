// swift-tools-version: 6.2
import PackageDescription

// The floors of the house, lowest first. An arrow goes to a strictly lower floor; SwiftPM does not hold
// sideways or undeclared imports, so Tests/HouseTests does.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// Tests run once and are built each time: optimising them takes longer than it saves, where they do no
/// work of their own. What they test is optimised as it is shipped.
let quicklyBuilt: [SwiftSetting] = strict + [.unsafeFlags(["-Onone"])]

/// The tests of a room.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = quicklyBuilt
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

let package = Package(
    name: "probity",
    products: [
        .library(name: "Probity", targets: ["Probity"]),
        .executable(name: "probity", targets: ["probity"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Floor 0
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CChecksum"),
        .target(name: "CByteScan"),
        .systemLibrary(name: "CAllocator"),
        .systemLibrary(name: "CRename"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        room("LedgerModel"),
        room("DeterministicCBOR"),
        room("StrictJSON", ["CByteScan"]),
        room("StrictCSV"),
        room("StrictXML", ["CExpat"]),
        room("Merkle", ["CDigest"]),
        room("DurableIO", ["CRename"]),
        .target(
            name: "Migrations", path: "Migrations",
            resources: [
                .embedInCode("V0001_progress.sql"), .embedInCode("V0002_subjects.sql"),
                .embedInCode("V0003_facts.sql"), .embedInCode("V0004_states.sql"),
                .embedInCode("V0005_access.sql"), .embedInCode("V0006_labels.sql"),
                .embedInCode("V0007_views.sql"), .embedInCode("V0008_twins.sql"),
                .embedInCode("V0009_coverage.sql"),
                .embedInCode("V0010_configuration.sql"),
            ],
            swiftSettings: strict),
        // Floor 1
        room("LogFormat", ["LedgerModel", "CLZ4", "CChecksum"]),
        room("RecordFormat", ["LedgerModel", "DeterministicCBOR"]),
        room("Attestation", ["Merkle", "CDigest"]),
        room(
            "EventCatalogue", ["LedgerModel", "DeterministicCBOR", "StrictJSON", "Merkle"],
            resources: [
                .embedInCode("Reference/account-types.json"),
                .embedInCode("Reference/applications.json"),
                .embedInCode("Reference/brokers.json"),
                .embedInCode("Reference/clouds.json"),
                .embedInCode("Reference/deep-links.json"),
                .embedInCode("Reference/defaults.json"),
                .embedInCode("Reference/documents.json"),
                .embedInCode("Reference/edition.json"),
                .embedInCode("Reference/error-codes.json"),
                .embedInCode("Reference/extensions.json"),
                .embedInCode("Reference/factor-channels.json"),
                .embedInCode("Reference/factor-counts.json"),
                .embedInCode("Reference/input-pages.json"),
                .embedInCode("Reference/integrations.json"),
                .embedInCode("Reference/licences.json"),
                .embedInCode("Reference/login-hosts.json"),
                .embedInCode("Reference/methods.json"),
                .embedInCode("Reference/minimum-versions.json"),
                .embedInCode("Reference/names.json"),
                .embedInCode("Reference/onboarding-steps.json"),
                .embedInCode("Reference/partner-states.json"),
                .embedInCode("Reference/permissions.json"),
                .embedInCode("Reference/platform-support.json"),
                .embedInCode("Reference/pointers.json"),
                .embedInCode("Reference/provider-chains.json"),
                .embedInCode("Reference/sign-on-roads.json"),
                .embedInCode("Reference/tolerances.json"),
                .embedInCode("Reference/workflows.json"),
            ]),
        // Floor 2
        room("LogStore", ["LedgerModel", "LogFormat", "DurableIO", "Merkle"]),
        room(
            "Connectors",
            [
                "LedgerModel", "DeterministicCBOR", "StrictJSON", "StrictCSV", "StrictXML", "EventCatalogue",
            ]),
        room(
            "ComplianceState",
            ["LedgerModel", "DeterministicCBOR", "Merkle", "EventCatalogue", "RecordFormat"]),
        room("FleetSimulator", ["LedgerModel", "StrictJSON", "EventCatalogue"]),
        // Floor 3
        room(
            "ComplianceLedger",
            [
                "LedgerModel", "DeterministicCBOR", "Merkle", "DurableIO", "LogFormat", "RecordFormat",
                "Attestation", "LogStore",
            ]),
        room("ComplianceRules", ["LedgerModel", "EventCatalogue", "ComplianceState"]),
        // Floor 4
        room(
            "ComplianceHistory",
            [
                "LedgerModel", "RecordFormat", "EventCatalogue", "Connectors", "ComplianceState",
                "ComplianceLedger", "ComplianceRules",
            ]),
        // Floor 5
        .target(
            name: "Projections",
            dependencies: [
                "LedgerModel", "DeterministicCBOR", "Merkle", "EventCatalogue", "RecordFormat", "DurableIO",
                "ComplianceState", "ComplianceLedger", "Migrations",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        // Floor 6
        room(
            "Probity",
            [
                "Attestation", "ComplianceHistory", "ComplianceLedger", "ComplianceRules", "ComplianceState",
                "Connectors",
                "EventCatalogue", "LedgerModel", "Merkle", "RecordFormat",
            ]),
        // Floor 7
        .executableTarget(
            name: "probity",
            dependencies: [
                "CAllocator",
                "LedgerModel", "DeterministicCBOR", "StrictJSON", "Merkle", "DurableIO", "LogFormat",
                "RecordFormat", "Attestation", "EventCatalogue", "LogStore", "Connectors", "ComplianceState",
                "FleetSimulator", "ComplianceLedger", "ComplianceRules", "ComplianceHistory", "Projections",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tools/probity", swiftSettings: strict),
        // The report of all faults, for `Tools/faults`
        .executableTarget(
            name: "fault-report", dependencies: ["FaultRecords"], path: "Tools/fault-report",
            swiftSettings: strict),
        // What `Tools/bench` runs
        .executableTarget(
            name: "probity-bench",
            dependencies: [
                "DurableIO", "StrictJSON", "FleetSimulator", "Projections", "Probity",
            ], path: "Tools/probity-bench", swiftSettings: strict),
        // Tests, by the rooms
        .target(
            name: "DurabilitySimulation", dependencies: ["DurableIO"], path: "Tests/DurabilitySimulation",
            swiftSettings: strict),
        .target(name: "FaultRecords", path: "Tests/FaultRecords", swiftSettings: strict),
        tests("LedgerModel"),
        tests("DeterministicCBOR"),
        tests("StrictJSON", ["CByteScan"]),
        tests("StrictCSV"),
        tests("StrictXML"),
        tests("Merkle"),
        tests("DurableIO", ["DurabilitySimulation", "FaultRecords"]),
        tests("LogFormat", ["LedgerModel", "FaultRecords"]),
        tests("RecordFormat", ["LedgerModel", "DeterministicCBOR", "FaultRecords"]),
        tests("Attestation", ["Merkle", "FaultRecords"]),
        tests("EventCatalogue", ["LedgerModel", "DeterministicCBOR", "StrictJSON", "Merkle"]),
        tests(
            "LogStore",
            ["LedgerModel", "LogFormat", "DurableIO", "Merkle", "DurabilitySimulation", "FaultRecords"]),
        tests(
            "Connectors",
            [
                "LedgerModel", "DeterministicCBOR", "StrictJSON", "StrictCSV", "StrictXML", "EventCatalogue",
            ]),
        tests("ComplianceState", ["LedgerModel", "DeterministicCBOR", "EventCatalogue", "RecordFormat"]),
        tests("ComplianceRules", ["LedgerModel", "StrictJSON", "EventCatalogue"]),
        tests("FleetSimulator", ["LedgerModel", "StrictJSON", "EventCatalogue", "ComplianceRules"]),
        tests(
            "ComplianceLedger",
            [
                "LedgerModel", "DeterministicCBOR", "StrictJSON", "Merkle", "DurableIO", "LogFormat",
                "RecordFormat", "Attestation", "LogStore", "EventCatalogue", "DurabilitySimulation",
                "FaultRecords",
            ], settings: strict),
        tests(
            "ComplianceHistory",
            [
                "LedgerModel", "StrictJSON", "DurableIO", "EventCatalogue", "RecordFormat", "Connectors",
                "ComplianceState", "FleetSimulator", "ComplianceLedger", "ComplianceRules", "Projections",
            ]),
        tests(
            "Projections",
            [
                "LedgerModel", "DeterministicCBOR", "Merkle", "EventCatalogue", "RecordFormat", "DurableIO",
                "ComplianceState", "ComplianceLedger", "Migrations", "DurabilitySimulation", "FaultRecords",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // They import `Probity` alone; the modules behind it are named so that a change compiles these anew.
        tests(
            "Probity",
            [
                "LedgerModel", "EventCatalogue", "Connectors", "ComplianceState", "ComplianceLedger",
                "ComplianceRules",
                "ComplianceHistory",
            ]),
        // `Tools/fuzz` compiles these with an entry for libFuzzer, which no test needs.
        .testTarget(
            name: "ParserTests",
            dependencies: [
                "LedgerModel", "DeterministicCBOR", "Merkle", "DurableIO", "LogFormat", "RecordFormat",
                "Attestation", "LogStore", "ComplianceLedger", "DurabilitySimulation", "FaultRecords",
            ],
            exclude: ["Fuzzer"], swiftSettings: strict),
        .testTarget(
            name: "HouseTests",
            dependencies: ["LedgerModel", "LogFormat", "Merkle", "RecordFormat", "FaultRecords"],
            swiftSettings: quicklyBuilt),
        .testTarget(
            name: "FaultReportTests", dependencies: ["fault-report", "FaultRecords"],
            swiftSettings: quicklyBuilt),
        .testTarget(
            name: "BenchTests", dependencies: ["probity-bench", "Probity", "LedgerModel"],
            swiftSettings: quicklyBuilt),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "LedgerModel", "StrictJSON", "Merkle", "LogFormat", "LogStore", "DurableIO", "RecordFormat",
                "EventCatalogue", "Connectors", "FleetSimulator", "ComplianceLedger", "FaultRecords",
                "probity",
            ],
            swiftSettings: quicklyBuilt),
    ]
)
