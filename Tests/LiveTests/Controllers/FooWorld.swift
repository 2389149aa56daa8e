import Foundation
import Kubernetes
import KubernetesTestSupport

@testable import FooController

/// A namespace with Foos on a real server, and what is done to them. Every call goes on through a server that is away.
struct FooWorld: Sendable {
  let client: ClusterClient
  let configuration: ClientConfiguration
  let namespace: String

  /// A world in a namespace of its own.
  init() async throws {
    try await self.init(in: "foos-" + UUID().uuidString.lowercased())
    _ = try await client.resource(CoreV1.Namespace.self).create(
      CoreV1.Namespace(metadata: MetaV1.ObjectMeta(name: namespace)))
    try await Foo.install(client)
  }

  /// A world in a namespace that is somebody else's.
  init(in namespace: String) async throws {
    self.namespace = namespace
    configuration = try LiveControlPlane.configuration()
    client = try await ClusterClient.connect(configuration)
  }

  var foos: ResourceClient<Foo> { client.resource(Foo.self, in: namespace) }
  var deployments: ResourceClient<AppsV1.Deployment> { client.resource(AppsV1.Deployment.self, in: namespace) }

  /// Plays the missing controllers around `body`, and closes the connections afterwards. A player that fails ends it.
  func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let player = try await ClusterClient.connect(configuration)
    let untyped = player.dynamic.resource(Foo.groupVersionResource, namespace: namespace)
    try await withThrowingTaskGroup(of: Void.self) { group in
      let playing = DeploymentPlayer.controller(player, namespace: namespace, foos: untyped)
      group.addTask {
        try await playing.run()
        // In order only when it is told to.
        if !Task.isCancelled { throw Unrest(violations: ["the player has ended"]) }
      }
      group.addTask {
        try await body()
        throw Finished()
      }
      // The first to end ends the other.
      do { try await group.next() } catch is Finished {}
      group.cancelAll()
    }
    await player.shutdown()
    await client.shutdown()
  }

  private struct Finished: Error {}

  // MARK: Changes

  func create(_ numbers: Range<Int>, _ random: inout SeededGenerator) async throws {
    let replicas = numbers.map { _ in Int32.random(in: 0...5, using: &random) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, number) in numbers.enumerated() {
        if index >= 16 { try await group.next() }
        group.addTask { try await create(number, replicas: replicas[index]) }
      }
      try await group.waitForAll()
    }
  }

  private func create(_ number: Int, replicas: Int32) async throws {
    try await retrying {
      do {
        _ = try await foos.create(
          Foo("foo-\(number)", in: namespace, deploymentName: "deployment-\(number)", replicas: replicas))
      } catch let error as KubernetesError where error.isAlreadyExists {}
    }
  }

  /// Scales most, deletes some, makes some again.
  func change(_ count: Int, _ random: inout SeededGenerator) async throws {
    for _ in 0..<count {
      let number = Int.random(in: 0..<500, using: &random)
      let replicas = Int32.random(in: 0...5, using: &random)
      let action = Int.random(in: 0..<10, using: &random)
      try await retrying {
        do {
          if action < 7 {
            _ = try await foos.patch("foo-\(number)", .merge(["spec": ["replicas": .integer(Int64(replicas))]]))
          } else {
            try await foos.delete("foo-\(number)")
          }
        } catch let error as KubernetesError where error.isNotFound {
          try await create(number, replicas: replicas)
        }
      }
    }
  }

  func deleteAll() async throws { try await retrying { try await foos.deleteCollection() } }

  /// Where a stream of changes begins now.
  func version() async throws -> String {
    try await retrying { try await deployments.list(ListOptions(limit: 1)).resourceVersion }
  }

  /// Waits until Deployments have been changed so many times, or the line breaks.
  func waitForChanges(_ count: Int, since version: String) async throws {
    var left = count
    if left == 0 { return }
    do {
      for try await event in try await deployments.events(ListOptions(resourceVersion: version)) {
        if case .bookmark = event { continue }
        left -= 1
        if left == 0 { return }
      }
    } catch is KubernetesError {
      // Any point will do.
    }
  }

  private func retrying<Result>(_ body: () async throws -> Result) async throws -> Result {
    while true {
      do { return try await body() } catch let error as KubernetesError
        where error.isTransient || error.code == .transport
      {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  // MARK: What is there

  /// What is not as it should be at rest; empty when all is well.
  func violations() async throws -> [String] {
    let foos = try await retrying { try await self.foos.list().items }
    let deployments = try await retrying { try await self.deployments.list().items }
    let owned = Dictionary(grouping: deployments) { $0.controllerReference?.uid ?? "" }
    var violations: [String] = []
    for foo in foos {
      let own = owned[foo.metadata.uid ?? "?"] ?? []
      if own.count != 1 { violations.append("\(foo.key) has \(own.count) Deployments") }
      if own.first?.metadata.name != foo.spec.deploymentName { violations.append("\(foo.key): another name") }
      if own.first?.spec?.replicas != foo.spec.replicas { violations.append("\(foo.key): wrong replicas") }
      if !foo.isSettled { violations.append("\(foo.key): \(foo.ready?.message ?? "no status")") }
      if foo.status?.availableReplicas != foo.spec.replicas { violations.append("\(foo.key): wrong status") }
    }
    if deployments.count != foos.count { violations.append("\(deployments.count) Deployments of \(foos.count) Foos") }
    return violations
  }

  func events() async throws -> [EventsV1.Event] {
    try await client.resource(EventsV1.Event.self, in: namespace).list().items
  }

  /// Foos that never changed after they were made, and were said to be ready more than once.
  func repeatedReports() async throws -> [String] {
    var counts: [String: Int] = [:]
    for event in try await events() where event.reason == "Synced" {
      counts[event.regarding?.uid ?? "", default: 0] += Int(event.series?.count ?? 1)
    }
    let unchanged = try await foos.list().items.filter { $0.metadata.generation == 1 }
    return unchanged.compactMap { foo in
      counts[foo.metadata.uid ?? "?"].flatMap { $0 > 1 ? "\(foo.key) was ready \($0) times" : nil }
    }
  }

  /// What does not come to rest, or does not go.
  struct Unrest: Error { var violations: [String] }

  /// Waits for rest. Looks often enough for any delay of a retry to have passed, and then says what is wrong.
  func waitForConvergence() async throws {
    var last: [String] = []
    for _ in 0..<120 {
      last = try await violations()
      if last.isEmpty { return }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw Unrest(violations: last)
  }

  func waitForNothing() async throws {
    var last: [String] = []
    for _ in 0..<240 {
      last = try await foos.list().items.map { "\($0.key)" } + deployments.list().items.map { "\($0.key)" }
      if last.isEmpty { return }
      try await Task.sleep(for: .milliseconds(250))
    }
    throw Unrest(violations: last)
  }
}
