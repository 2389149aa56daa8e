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

let package = Package(
  name: "client-swift-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
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
        ours("KubernetesWorkQueue"), ours("KubernetesControllers"),
      ], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
