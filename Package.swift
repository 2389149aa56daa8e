// swift-tools-version: 6.2
import PackageDescription

// Every target is built in the Swift 6 mode with the upcoming features that the house style relies on.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335: `any` is written out
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409: what is public is said
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444: no leaks through other imports
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461: no hop that is not asked for
  .treatAllWarnings(as: .error),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let metricsTestKit = Target.Dependency.product(name: "MetricsTestKit", package: "swift-metrics")
let memoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let memoryTracing = Target.Dependency.product(name: "InMemoryTracing", package: "swift-distributed-tracing")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func example(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/Examples/\(name)", exclude: exclude,
    swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "client-swift",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Kubernetes", targets: ["Kubernetes"]),
    .library(name: "KubernetesCore", targets: ["KubernetesCore"]),
    .library(name: "KubernetesModels", targets: ["KubernetesModels"]),
    .library(name: "KubernetesClient", targets: ["KubernetesClient"]),
    .library(name: "KubernetesInformers", targets: ["KubernetesInformers"]),
    .library(name: "KubernetesWorkQueue", targets: ["KubernetesWorkQueue"]),
    .library(name: "KubernetesControllers", targets: ["KubernetesControllers"]),
    .library(name: "KubernetesServiceLifecycle", targets: ["KubernetesServiceLifecycle"]),
    .library(name: "KubernetesTesting", targets: ["KubernetesTesting"]),
    .executable(name: "kubegen", targets: ["kubegen"]),
    .executable(name: "kube-testserver", targets: ["kube-testserver"]),
    .executable(name: "kubectl-swift", targets: ["kubectl-swift"]),
  ],
  dependencies: [
    // Header fields and methods as shared currency types.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    // Logs, metrics and spans go to whatever backend the application has chosen.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    // Deque and Heap, for queues and timers.
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    // kubeconfig files and manifests are YAML.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Exec credential plugins, and the local control plane, are processes.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    // File paths of swift-subprocess's interface.
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // Command lines of the tools.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Digests, and keys and certificates of test clusters.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    // Byte strings and PEM documents of swift-certificates's interface.
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    // HTTP serving in tests: the embedded API server and the loopback servers.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    // Controllers as services of a larger application.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .target(name: "CKubernetesMemory"),
    .target(name: "CKubernetesCurl", linkerSettings: [.linkedLibrary("curl")]),
    .systemLibrary(
      name: "CKubernetesZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    library("KubernetesLocks", []),
    library("KubernetesHashing", []),
    library("KubernetesCore", ["KubernetesLocks", "KubernetesHashing", httpTypes]),
    library("KubernetesModels", ["KubernetesCore"]),
    library(
      "KubernetesClient",
      [
        "KubernetesCore", "KubernetesModels", "KubernetesLocks", "CKubernetesCurl", "CKubernetesZlib", httpTypes,
        yams, logging, metrics, tracing, subprocess, systemPackage, crypto,
      ]),
    library(
      "KubernetesInformers", ["KubernetesCore", "KubernetesLocks", "CKubernetesMemory", logging, metrics, deque]),
    library("KubernetesWorkQueue", ["KubernetesLocks", "KubernetesHashing", metrics, deque, heap]),
    library(
      "KubernetesControllers",
      [
        "KubernetesCore", "KubernetesModels", "KubernetesClient", "KubernetesInformers", "KubernetesWorkQueue",
        "KubernetesLocks", logging, metrics, deque,
      ]),
    library("KubernetesServiceLifecycle", ["KubernetesControllers", "KubernetesInformers", lifecycle]),
    library(
      "Kubernetes",
      [
        "KubernetesCore", "KubernetesModels", "KubernetesClient", "KubernetesInformers", "KubernetesWorkQueue",
        "KubernetesControllers",
      ]),
    library(
      "KubernetesTesting",
      [
        "KubernetesCore", "KubernetesModels", "KubernetesClient", "KubernetesLocks", nio, nioPosix, nioTLS, nioHTTP1,
        nioHTTP2, nioSSL, nioWebSocket, httpTypes, logging, deque, crypto, asn1, x509, subprocess,
        systemPackage, "CKubernetesZlib",
      ]),

    .executableTarget(
      name: "kube-testserver",
      dependencies: [
        "KubernetesTesting", "KubernetesCore", arguments, httpTypes,
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "kubegen", dependencies: ["KubernetesCore", arguments, yams], exclude: ["Facts"], swiftSettings: settings),
    // What several examples let people choose.
    .target(
      name: "ExampleArguments", dependencies: ["Kubernetes", arguments], path: "Sources/Examples/ExampleArguments",
      swiftSettings: settings),
    example("WatchEvents", ["ExampleArguments", "Kubernetes", arguments]),
    example("WorkQueueExample", ["Kubernetes", "KubernetesTesting", arguments]),
    example(
      "FooController",
      [
        "Kubernetes", "KubernetesLocks", "KubernetesTesting", arguments, logging,
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], exclude: ["Deployment"]),
    example("PodInformer", ["ExampleArguments", "Kubernetes", arguments]),
    example("IndexByNode", ["ExampleArguments", "Kubernetes", arguments]),
    example("InformerStats", ["ExampleArguments", "Kubernetes", "KubernetesLocks", arguments, crypto]),
    .executableTarget(
      name: "kubectl-swift", dependencies: ["ExampleArguments", "Kubernetes", arguments, yams, subprocess],
      path: "Sources/Examples/Kubectl",
      swiftSettings: settings),

    .target(
      name: "KubernetesTestSupport", dependencies: ["KubernetesCore", "KubernetesLocks", httpTypes],
      path: "Tests/KubernetesTestSupport", swiftSettings: settings),
    tests("KubernetesLocksTests", ["KubernetesLocks", "KubernetesTestSupport"]),
    tests("KubegenTests", ["kubegen", "KubernetesCore", arguments]),
    tests("KubernetesCoreTests", ["KubernetesCore", "KubernetesTestSupport", httpTypes]),
    tests("KubernetesCodecTests", ["KubernetesTestSupport", "KubernetesCore", "KubernetesModels"]),
    tests("KubernetesModelsTests", ["KubernetesTestSupport", "KubernetesCore", "KubernetesModels", yams]),
    tests(
      "KubernetesClientTests",
      [
        "KubernetesTestSupport", "KubernetesClient", "KubernetesCore", "KubernetesModels", "KubernetesLocks", logging,
        memoryLogging, metrics, metricsTestKit, tracing, memoryTracing, httpTypes, "CKubernetesZlib",
      ]),
    tests(
      "KubernetesLoopbackTests",
      [
        "KubernetesClient", "KubernetesCore", "KubernetesModels", "KubernetesLocks", nio, nioPosix, nioHTTP1, nioHTTP2,
        nioSSL, nioWebSocket, asn1, x509, crypto, httpTypes, "CKubernetesZlib",
      ]),
    tests(
      "KubernetesInformersTests",
      [
        "KubernetesTestSupport", "KubernetesInformers", "KubernetesCore", "KubernetesLocks", deque, logging,
        memoryLogging, metrics, metricsTestKit,
      ]),
    tests(
      "KubernetesWorkQueueTests",
      ["KubernetesTestSupport", "KubernetesWorkQueue", "KubernetesHashing", "KubernetesLocks", metricsTestKit]),
    tests(
      "KubernetesControllersTests",
      [
        "KubernetesTestSupport", "KubernetesControllers", "KubernetesServiceLifecycle", "KubernetesClient",
        "KubernetesCore", "KubernetesModels", "KubernetesInformers", "KubernetesWorkQueue", "KubernetesTesting",
        "KubernetesLocks", httpTypes, logging, memoryLogging, metricsTestKit, lifecycle,
      ]),
    tests(
      "KubernetesTestingTests",
      [
        "KubernetesTestSupport", "KubernetesTesting", "Kubernetes", "KubernetesClient", "KubernetesModels",
        "KubernetesCore", "KubernetesLocks", httpTypes, subprocess, nio, nioPosix, nioHTTP1, nioWebSocket,
      ]),
    tests(
      "ExamplesTests",
      [
        "KubernetesTestSupport", "Kubernetes", "KubernetesTesting", "KubernetesServiceLifecycle", "ExampleArguments",
        "FooController",
        "IndexByNode", "InformerStats", "PodInformer", "WatchEvents", "WorkQueueExample", "kubectl-swift",
        "KubernetesLocks", arguments,
        httpTypes, crypto, lifecycle, logging, subprocess, systemPackage,
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .testTarget(
      name: "LiveTests",
      dependencies: [
        "KubernetesTestSupport", "Kubernetes", "KubernetesClient", "KubernetesCore", "KubernetesLocks",
        "KubernetesTesting", "FooController", httpTypes, nio, nioPosix, subprocess, systemPackage,
      ], exclude: ["Peers"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
