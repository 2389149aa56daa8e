import Kubernetes
import KubernetesLocks
import KubernetesTesting
import Testing

@Suite("Quick starts", .timeLimit(.minutes(1)))
struct QuickStartTests {
  private let server = EmbeddedAPIServer()
  private var client: ClusterClient { ClusterClient(transport: server.transport) }

  @Test func readAndWriteScalesWhatIsThere() async throws {
    let deployments = client.appsV1.deployments(in: "default")
    let labels = ["app": "front"]
    _ = try await deployments.create(
      AppsV1.Deployment(
        metadata: MetaV1.ObjectMeta(name: "front"),
        spec: AppsV1.DeploymentSpec(
          replicas: 1, selector: MetaV1.LabelSelector(matchLabels: labels),
          template: CoreV1.PodTemplateSpec(
            metadata: MetaV1.ObjectMeta(labels: labels),
            spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "nginx")])))))
    try await readAndWrite(client)
    #expect(try await deployments.get("front").spec?.replicas == 3)
  }

  /// The watch ends with the server's answer, here a short one.
  @Test func watchPodsEndsWithItsWatch() async throws {
    server.faults.add(.endWatch(afterEvents: 1), on: .verb("watch"))
    _ = try await client.coreV1.pods(in: "default").create(
      CoreV1.Pod(
        metadata: MetaV1.ObjectMeta(name: "web-0", labels: ["app": "web"]),
        spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "nginx")])))
    try await watchPods(client)
    let watches = server.journal.entries.filter { $0.parameter("watch") != nil }
    #expect(watches.map { $0.parameter("labelSelector") } == ["app=web"])
  }

  @Test func followPodsEndsWithItsTask() async throws {
    let follower = Task { try await followPods(client) }
    while !server.journal.entries.contains(where: { $0.parameter("watch") != nil }) { await Task.yield() }
    follower.cancel()
    _ = await follower.result
  }

  @Test func processKeysTriesAgainWhatHasFailed() async {
    let tries = Lock(0)
    await withTaskGroup { group in
      let (done, finish) = AsyncStream<Void>.makeStream()
      group.addTask {
        await processKeys { key in
          #expect(key == ObjectKey(namespace: "web", name: "front"))
          let count = tries.withLock { tries in
            tries += 1
            return tries
          }
          if count < 3 { throw CancellationError() }
          finish.finish()
        }
      }
      for await _ in done {}
      group.cancelAll()
    }
    #expect(tries.withLock { $0 } == 3)
  }
}
