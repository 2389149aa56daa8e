import Kubernetes
import KubernetesTesting

/// What people, and fate, do to Foos in the course of the demonstration.
struct DemoLoad: Sendable {
  struct NotReached: Error, CustomStringConvertible {
    var description: String
  }

  let cluster: DemoCluster
  let view: DemoView
  let controller: Controller<Foo>
  let seconds: Double

  func run() async throws {
    try await controller.waitUntilWorking()
    let start = ContinuousClock.now
    func at(_ part: Double, _ what: String) async throws {
      try await Task.sleep(until: start + .seconds(seconds * part), clock: .continuous)
      view.act(what)
    }
    try await at(0, "six Foos are created")
    for number in 0..<6 { try await create("web-\(number)", replicas: Int32(number % 3 + 1)) }
    try await expectReady(6)

    try await at(0.15, "every Foo is scaled")
    for number in 0..<6 { try await scale("web-\(number)", to: Int32(4 - number % 3)) }
    try await expectReady(6)

    try await at(0.27, "somebody deletes the Deployment of web-1: it is made again")
    try await cluster.deployments.delete("web-1-pods")
    try await expectReady(6)

    try await at(0.36, "somebody scales the Deployment of web-2 by hand: it is put right")
    try await cluster.deployments.setReplicas(0, of: "web-2-pods")
    try await expectReady(6)

    try await at(0.45, "the Foo \"late\" wants a Deployment that is somebody else's: it is refused")
    _ = try await cluster.deployments.create(AppsV1.Deployment("taken", in: cluster.namespace, replicas: 1))
    try await create("late", deploymentName: "taken", replicas: 1)
    try await expect("late", "a refusal") { $0.ready?.reason == "ErrResourceExists" }

    try await at(0.55, "the other Deployment goes: the Foo gets one of its own")
    try await cluster.deployments.delete("taken")
    try await expectReady(7)

    try await misfortune(at)

    try await at(0.75, "forty more Foos at once")
    for number in 0..<40 { try await create("many-\(number)", replicas: 1) }
    try await expectReady(47)

    try await at(0.9, "all Foos are deleted, and their Deployments with them")
    try await cluster.foos.deleteCollection()
    try await expectNothing()
    try await Task.sleep(until: start + .seconds(seconds), clock: .continuous)
  }

  /// A server that fails, where we have one that does so on demand.
  private func misfortune(_ at: (Double, String) async throws -> Void) async throws {
    guard let faults = cluster.server?.faults else { return }
    try await at(
      0.63, "the server fails for a while; meanwhile every Foo is scaled")
    for number in 0..<6 { try await scale("web-\(number)", to: 2) }
    let deployments = faults.add(.status(503), on: .verb("update", "deployments"), times: 12)
    let statuses = RequestMatcher { $0.resource == "foos" && $0.path.hasSuffix("/status") }
    let connections = faults.add(.cutBeforeResponse, on: statuses, every: 3, times: 6)
    for number in 0..<6 { try await scale("web-\(number)", to: 3) }
    try await expectReady(7)
    faults.remove(deployments)
    faults.remove(connections)
  }

  private func create(_ name: String, deploymentName: String? = nil, replicas: Int32) async throws {
    _ = try await cluster.foos.create(
      Foo(
        name, in: cluster.namespace, deploymentName: deploymentName ?? "\(name)-pods",
        replicas: replicas))
  }

  private func scale(_ name: String, to replicas: Int32) async throws {
    _ = try await cluster.foos.patch(
      name, .merge(["spec": ["replicas": .integer(Int64(replicas))]]))
  }

  /// Waits for a Foo. A real cluster has images to fetch, so it is given its time.
  private func expect(
    _ name: String, _ what: String, _ condition: @escaping @Sendable (Foo) -> Bool
  ) async throws {
    try await cluster.foos.wait(
      for: name, timeout: .seconds(cluster.server == nil ? 120 : 15),
      until: WaitCondition(what) { $0.map(condition) ?? false })
  }

  private func expectReady(_ count: Int) async throws {
    let start = ContinuousClock.now
    let names = try await cluster.foos.list().items.compactMap(\.metadata.name)
    guard names.count == count else {
      throw NotReached(description: "\(names.count) Foos in place of \(count)")
    }
    for name in names { try await expect(name, "readiness", \.isSettled) }
    view.reached("\(count) of \(count) Foos are ready", after: ContinuousClock.now - start)
  }

  private func expectNothing() async throws {
    let start = ContinuousClock.now
    while true {
      let count = try await cluster.foos.list().items.count + cluster.deployments.list().items.count
      if count == 0 { break }
      if ContinuousClock.now - start > .seconds(60) {
        throw NotReached(description: "\(count) objects are left")
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    view.reached("nothing is left", after: ContinuousClock.now - start)
  }
}

extension Foo {
  /// True if the status says that the latest wish is fulfilled.
  var isSettled: Bool {
    ready?.status == "True" && ready?.observedGeneration == metadata.generation
  }
}
