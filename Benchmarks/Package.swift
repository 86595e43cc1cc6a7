// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "probity-benchmarks",
    dependencies: [
        .package(name: "probity", path: ".."),
        // Without the traits that put themselves between the process and its allocator.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "LedgerBenchmarks",
            dependencies: [
                .product(name: "Probity", package: "probity"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/LedgerBenchmarks",
            swiftSettings: [.swiftLanguageMode(.v6)],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
