import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesLocks
import KubernetesModels
import KubernetesTesting
import Testing

@Suite("Creating or updating", .timeLimit(.minutes(1)))
struct CreateOrUpdateTests {
  private func map(_ name: String) -> CoreV1.ConfigMap {
    CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: name, namespace: "default"))
  }

  @Test func itIsMadeThenChangedThenLeftAlone() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    for (value, change) in [("1", WriteChange.created), ("1", .unchanged), ("2", .updated), ("2", .unchanged)] {
      let result = try await maps.createOrUpdate(map("a")) { $0.data["x"] = value }
      #expect(result.change == change)
      #expect(result.object.data == ["x": value])
    }
  }

  @Test(arguments: [true, false]) func untypedAndUserTypesWork(patching: Bool) async throws {
    let cluster = try await Cluster()
    let things = cluster.client.dynamic.resource(Thing.groupVersionResource, namespace: "default")
    let initial = Unstructured(Thing.groupVersionKind, namespace: "default", name: "a")
    for (value, change) in [(1, WriteChange.created), (1, .unchanged), (2, .updated)] {
      let mutation: (inout Unstructured) -> Void = { $0[path: "spec", "value"] = .integer(Int64(value)) }
      let result =
        patching
        ? try await things.createOrPatch(initial, mutating: mutation)
        : try await things.createOrUpdate(initial, mutating: mutation)
      #expect(result.change == change)
    }
    for (value, change) in [(2, WriteChange.unchanged), (3, .updated)] {
      let mutation: (inout Thing) -> Void = { $0.spec = Thing.Spec(value: value) }
      let result =
        patching
        ? try await cluster.things.createOrPatch(Thing("a"), mutating: mutation)
        : try await cluster.things.createOrUpdate(Thing("a"), mutating: mutation)
      #expect(result.change == change)
      #expect(result.object.spec?.value == value)
    }
  }

  @Test func itBeginsAgainWhenSomebodyElseIsFaster() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    _ = try await maps.create(map("a"))
    let calls = Lock(0)
    let result = try await maps.createOrUpdate(map("a")) { map in
      if calls.withLock({
        $0 += 1; return $0
      }) == 1 {
        _ = try await maps.patch("a", .merge(["data": ["other": "x"]]))
      }
      map.data["mine"] = "y"
    }
    #expect(calls.withLock { $0 } == 2)
    #expect(result.object.data == ["other": "x", "mine": "y"])
  }

  @Test func itBeginsAgainWhenSomebodyElseMakesIt() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    let calls = Lock(0)
    let result = try await maps.createOrPatch(map("a"), hasStatusSubresource: false) { map in
      if calls.withLock({
        $0 += 1; return $0
      }) == 1 {
        _ = try await maps.create(self.map("a"))
      }
      map.data["mine"] = "y"
    }
    #expect(result.change == .updated)
    #expect(calls.withLock { $0 } == 2)
  }

  @Test func theNameCannotBeChanged() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    await #expect(throws: IdentityChangeError.self) {
      try await maps.createOrUpdate(map("a")) { $0.metadata.name = "b" }
    }
    await #expect(throws: IdentityChangeError.self) {
      try await maps.createOrPatch(map("a")) { $0.metadata.namespace = "kube-system" }
    }
    await #expect(throws: KubernetesError.self) { try await maps.createOrUpdate(map("")) { _ in } }
    #expect(try await maps.list().items.isEmpty)
  }

  @Test func whatTheFunctionThrowsIsThrownAndNothingIsWritten() async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    await #expect(throws: Failure.self) { try await maps.createOrUpdate(map("a")) { _ in throw Failure() } }
    #expect(try await maps.find("a") == nil)
  }

  @Test func aPatchLeavesAloneWhatOthersChange() async throws {
    let cluster = try await Cluster()
    _ = try await cluster.things.create(Thing("a", value: 1))
    let result = try await cluster.things.createOrPatch(Thing("a")) { thing in
      _ = try await cluster.things.patch("a", .merge(["metadata": ["labels": ["by": "other"]]]))
      thing.spec?.value = 2
      thing.status = Thing.Status(seen: 2)
    }
    #expect(result.change == .updated)
    let now = try await cluster.things.get("a")
    #expect(now.metadata.labels == ["by": "other"])
    #expect(now.spec?.value == 2)
    #expect(now.status?.seen == 2)
  }

  @Test func aNewObjectGetsItsStatus() async throws {
    let cluster = try await Cluster()
    let result = try await cluster.things.createOrPatch(Thing("a")) { $0.status = Thing.Status(seen: 1) }
    #expect(result.change == .created)
    #expect(result.object.status?.seen == 1)
    #expect(try await cluster.things.get("a").status?.seen == 1)
  }

  @Test func aStatusIsPatchedOnlyIfItChanges() async throws {
    let cluster = try await Cluster()
    let thing = try await cluster.things.create(Thing("a", value: 1))
    let changed = try await cluster.things.patchStatus(of: thing) { thing in
      thing.status = Thing.Status(seen: 1)
      thing.spec?.value = 9
    }
    #expect(changed.change == .updated)
    #expect(changed.object.status?.seen == 1)
    #expect(changed.object.spec?.value == 1)
    let same = try await cluster.things.patchStatus(of: changed.object) { $0.status = Thing.Status(seen: 1) }
    #expect(same.change == .unchanged)
    #expect(same.object.metadata.resourceVersion == changed.object.metadata.resourceVersion)
    // The object in hand is old by now.
    await #expect(throws: KubernetesError.self) {
      try await cluster.things.patchStatus(of: thing, locking: true) { $0.status = Thing.Status(seen: 2) }
    }
    #expect(
      try await cluster.things.patchStatus(of: thing) { $0.status = Thing.Status(seen: 2) }.object.status?.seen == 2)
  }

  @Test("another spelling of a character is a change", arguments: [true, false])
  func spellings(patching: Bool) async throws {
    let cluster = try await Cluster()
    let maps = cluster.client.resource(CoreV1.ConfigMap.self, in: "default")
    for (value, change) in [("e\u{301}", WriteChange.created), ("\u{E9}", .updated), ("\u{E9}", .unchanged)] {
      let mutation: (inout CoreV1.ConfigMap) -> Void = { $0.data["x"] = value }
      let result =
        patching
        ? try await maps.createOrPatch(map("a"), mutating: mutation)
        : try await maps.createOrUpdate(map("a"), mutating: mutation)
      #expect(result.change == change)
    }
  }

  @Test(arguments: [true, false]) func aNewObjectHasTheClientsNamespace(patching: Bool) async throws {
    let cluster = try await Cluster()
    let owner = try await cluster.things.create(Thing("owner"))
    var part = Part("a")
    part.metadata.namespace = nil
    let change: (inout Part) throws -> Void = { part in
      part.metadata.namespace = "default"
      try part.setControllerReference(to: owner)
    }
    let result =
      patching
      ? try await cluster.parts.createOrPatch(part, mutating: change)
      : try await cluster.parts.createOrUpdate(part, mutating: change)
    #expect(result.change == .created)
    #expect(result.object.isControlled(by: owner))
  }
}
