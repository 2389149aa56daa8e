// swift-tools-version: 6.1
import PackageDescription

// Held to the rules of the package that it measures.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .unsafeFlags(["-warnings-as-errors"]),
]

func ours(_ name: String) -> Target.Dependency { .product(name: name, package: "client-swift") }

/// Benchmarks of counters that do not depend on speed: `swift package benchmark` runs them.
func counters(_ name: String, _ dependencies: [String]) -> Target {
  .executableTarget(
    name: name,
    dependencies: [.product(name: "Benchmark", package: "benchmark"), "Counting"] + dependencies.map(ours),
    path: "Benchmarks/\(name)", swiftSettings: settings,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "client-swift-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    // Benchmarks of counters, and their thresholds. Without its interposers, which are packages of their own: allocations
    // and references are counted by CCounting.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    // AES, as a physical limit.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(name: "client-swift", path: ".."),
  ],
  targets: [
    .target(name: "CMeasure"),
    .target(name: "Measure", dependencies: ["CMeasure"], swiftSettings: settings),
    .executableTarget(name: "bench-suite", dependencies: ["Measure"], swiftSettings: settings),
    .executableTarget(
      name: "client-bench",
      dependencies: [
        "Measure", .product(name: "Crypto", package: "swift-crypto"),
        ours("KubernetesCore"), ours("KubernetesModels"), ours("KubernetesClient"), ours("KubernetesInformers"),
        ours("KubernetesWorkQueue"), ours("KubernetesControllers"), ours("KubernetesTesting"),
      ], swiftSettings: settings),
    .target(name: "CCounting"),
    .target(
      name: "Counting",
      dependencies: [
        "CCounting", .product(name: "Benchmark", package: "benchmark"), ours("KubernetesCore"),
        ours("KubernetesModels"),
      ], swiftSettings: settings),
    counters("CodecCounters", ["KubernetesCore", "KubernetesModels"]),
    counters("StoreCounters", ["KubernetesCore", "KubernetesModels", "KubernetesInformers"]),
    counters("FIFOCounters", ["KubernetesCore", "KubernetesModels", "KubernetesInformers"]),
    counters("QueueCounters", ["KubernetesCore", "KubernetesWorkQueue"]),
  ],
  swiftLanguageModes: [.v6]
)
