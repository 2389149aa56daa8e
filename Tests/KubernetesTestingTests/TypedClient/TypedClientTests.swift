import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTesting
import Testing

@Suite("The typed client on the embedded server")
struct TypedClientTests {
  private let server = EmbeddedAPIServer()
  private var rest: RESTClient { RESTClient(transport: server.transport) }
  private var deployments: ResourceClient<AppsV1.Deployment> { ResourceClient(rest, namespace: "default") }
  private var maps: ResourceClient<CoreV1.ConfigMap> { ResourceClient(rest, namespace: "default") }

  private func deployment(_ name: String, replicas: Int32 = 1) -> AppsV1.Deployment {
    AppsV1.Deployment(
      metadata: MetaV1.ObjectMeta(name: name),
      spec: AppsV1.DeploymentSpec(
        replicas: replicas, selector: MetaV1.LabelSelector(matchLabels: ["app": name]),
        template: CoreV1.PodTemplateSpec(
          metadata: MetaV1.ObjectMeta(labels: ["app": name]),
          spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "c", image: "nginx")]))))
  }

  @Test func anObjectIsMadeReadChangedAndDeleted() async throws {
    let made = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "a"), data: ["k": "1"]))
    #expect(made.metadata.uid != nil)
    #expect(try await maps.get("a") == made)
    var changed = made
    changed.data["k"] = "2"
    let updated = try await maps.update(changed)
    #expect(updated.data == ["k": "2"])
    let stale = await #expect(throws: KubernetesError.self) { try await maps.update(changed) }
    #expect(stale?.isConflict == true)
    #expect(try await maps.patch("a", .merge(["data": ["m": "3"]])).data == ["k": "2", "m": "3"])
    #expect(try await maps.update("a") { $0.data["n"] = "4" }.data.count == 3)
    #expect(try await maps.list().items.filter { $0.metadata.name == "a" }.map(\.data.count) == [3])
    var streamed: [String?] = []
    for try await map in try await maps.items() { streamed.append(map.metadata.name) }
    #expect(streamed.contains("a"))
    try await maps.delete("a")
    #expect(try await maps.find("a") == nil)
  }

  @Test func anAppliedObjectKeepsWhatOthersHaveSet() async throws {
    _ = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "a"), data: ["theirs": "1"]))
    let mine = CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "a"), data: ["mine": "1"])
    let applied = try await maps.apply(mine, ApplyOptions(fieldManager: "me"))
    #expect(applied.data == ["theirs": "1", "mine": "1"])
    let other = CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "a"), data: ["mine": "2"])
    let conflict = await #expect(throws: KubernetesError.self) {
      try await maps.apply(other, ApplyOptions(fieldManager: "other"))
    }
    #expect(conflict?.isConflict == true)
    // What a manager no longer sends goes.
    let gone = try await maps.apply(
      CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "a")), ApplyOptions(fieldManager: "me"))
    #expect(gone.data == ["theirs": "1"])
  }

  @Test func statusAndScaleAreWrittenApart() async throws {
    _ = try await deployments.create(deployment("web"))
    let updated = try await deployments.updateStatus("web") { deployment in
      deployment.spec?.replicas = 9
      deployment.status = AppsV1.DeploymentStatus(replicas: 2)
    }
    #expect(updated.status?.replicas == 2)
    #expect(updated.spec?.replicas == 1)
    #expect(
      try await deployments.patchStatus("web", .merge(["status": ["readyReplicas": 1]])).status?.readyReplicas == 1)
    #expect(try await deployments.getStatus("web").status?.replicas == 2)
    try await deployments.setReplicas(5, of: "web")
    #expect(try await deployments.get("web").spec?.replicas == 5)
    #expect(try await deployments.scale(of: "web").get().spec?.replicas == 5)
  }

  @Test func waitingEndsWhenTheConditionIsMet() async throws {
    let maps = maps
    async let made = maps.wait(for: "late", timeout: .seconds(60), until: .exists)
    _ = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "late")))
    #expect(try await made?.metadata.name == "late")
    async let gone = maps.wait(for: "late", timeout: .seconds(60), until: .deleted)
    try await maps.delete("late")
    #expect(try await gone == nil)
  }

  @Test func aCollectionIsDeletedByItsSelection() async throws {
    for name in ["a", "b", "c"] {
      _ = try await maps.create(
        CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: name, labels: ["keep": name == "b" ? "yes" : "no"])))
    }
    try await maps.deleteCollection(selecting: ListOptions(labelSelector: "keep=no"))
    #expect(try await maps.list(ListOptions(labelSelector: "keep")).items.map(\.metadata.name) == ["b"])
  }

  @Test func aPodIsEvicted() async throws {
    let pods = ResourceClient<CoreV1.Pod>(rest, namespace: "default")
    _ = try await pods.create(
      CoreV1.Pod(
        metadata: MetaV1.ObjectMeta(name: "p"),
        spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "c", image: "nginx")])))
    try await pods.evict("p", gracePeriodSeconds: 0)
    #expect(try await pods.find("p") == nil)
  }
}
