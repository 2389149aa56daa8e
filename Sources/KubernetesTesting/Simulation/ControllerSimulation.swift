import KubernetesCore

/// What the simulated controllers want to change next, seen from one state: a pure function. Each call takes every object
/// one stage further, so that who watches sees the stages.
struct ControllerSimulation: Sendable {
  /// One change to make.
  struct Action: Sendable, Equatable {
    enum Kind: Sendable, Equatable { case create, updateStatus, merge, delete }
    var kind: Kind
    var resource: GroupVersionResource
    var namespace: String
    var name: String
    var body: JSON
  }

  static let node = "simulated-node"
  static let pods = GroupVersionResource(version: "v1", resource: "pods")
  static let services = GroupVersionResource(version: "v1", resource: "services")
  static let endpoints = GroupVersionResource(version: "v1", resource: "endpoints")
  static let slices = GroupVersionResource(group: "discovery.k8s.io", version: "v1", resource: "endpointslices")
  static let nodes = GroupVersionResource(version: "v1", resource: "nodes")
  static let deployments = GroupVersionResource(group: "apps", version: "v1", resource: "deployments")
  static let replicaSets = GroupVersionResource(group: "apps", version: "v1", resource: "replicasets")
  static let statefulSets = GroupVersionResource(group: "apps", version: "v1", resource: "statefulsets")
  static let jobs = GroupVersionResource(group: "batch", version: "v1", resource: "jobs")

  /// No more pods than this are made for one owner in one round: who wants two thousand million gets them, given time.
  static let batch = 500

  let state: ObjectStorageStateMachine
  let now: Time

  /// A number of things: neither negative nor greater than the API allows, so that two of them can be multiplied.
  static func count(_ number: Int64) -> Int { Int(min(max(0, number), Int64(Int32.max))) }

  /// Everything that is to be done now.
  func actions() -> [Action] {
    let podsByOwner = Dictionary(grouping: objects(Self.pods).filter { !$0.owners.isEmpty }) {
      $0.owners.first?.uid ?? ""
    }
    var actions: [Action] = []
    if !objects(Self.pods).isEmpty, state.object(Self.nodes.groupResource, Self.node) == nil {
      actions.append(makeNode())
    }
    for deployment in objects(Self.deployments) where !deployment.isDeleting {
      actions += DeploymentSimulation(self, deployment).actions()
    }
    for set in objects(Self.replicaSets) where !set.isDeleting {
      actions += replicas(of: set, podsByOwner[set.uid] ?? [])
    }
    for set in objects(Self.statefulSets) where !set.isDeleting {
      actions += ordinals(of: set, podsByOwner[set.uid] ?? [])
    }
    for job in objects(Self.jobs) where !job.isDeleting { actions += run(job, podsByOwner[job.uid] ?? []) }
    for pod in objects(Self.pods) { actions += advance(pod) }
    for service in objects(Self.services) where !service.isDeleting { actions += connect(service) }
    return actions
  }

  /// All objects of a resource, in order.
  func objects(_ resource: GroupVersionResource) -> [StoredObject] {
    var list: [StoredObject] = []
    state.collections[resource.groupResource]?.objects.forEach { object in
      list.append(object)
      return true
    }
    return list
  }

  func status(_ resource: GroupVersionResource, _ object: StoredObject, _ old: JSON?, _ new: JSON) -> [Action] {
    if old == new { return [] }
    return [
      Action(
        kind: .updateStatus, resource: resource, namespace: object.namespace, name: object.name, body: ["status": new])
    ]
  }

  private func makeNode() -> Action {
    Action(
      kind: .create, resource: Self.nodes, namespace: "", name: Self.node,
      body: [
        "kind": "Node", "apiVersion": "v1",
        "metadata": ["name": .string(Self.node), "labels": ["kubernetes.io/hostname": .string(Self.node)]],
        "status": [
          "capacity": ["cpu": "64", "memory": "256Gi", "pods": "1000"],
          "allocatable": ["cpu": "64", "memory": "256Gi", "pods": "1000"],
          "conditions": [
            [
              "type": "Ready", "status": "True", "reason": "KubeletReady",
              "lastTransitionTime": .string(now.description), "lastHeartbeatTime": .string(now.description),
            ]
          ],
        ],
      ])
  }

  /// A pod of a template.
  func pod(_ template: JSON?, name: String?, of owner: StoredObject, _ kind: (version: String, kind: String)) -> Action
  {
    var pod = template ?? .emptyObject
    pod["kind"] = "Pod"
    pod["apiVersion"] = "v1"
    if pod["metadata"]?.object == nil { pod["metadata"] = .emptyObject }
    if let name {
      pod["metadata"]?["name"] = .string(name)
    } else {
      pod["metadata"]?["generateName"] = .string(owner.name + "-")
    }
    pod["metadata"]?["ownerReferences"] = [Self.reference(to: owner, kind)]
    return Action(kind: .create, resource: Self.pods, namespace: owner.namespace, name: name ?? "", body: pod)
  }

  static func reference(to owner: StoredObject, _ kind: (version: String, kind: String)) -> JSON {
    [
      "apiVersion": .string(kind.version), "kind": .string(kind.kind), "name": .string(owner.name),
      "uid": .string(owner.uid),
      "controller": true, "blockOwnerDeletion": true,
    ]
  }

  static func isReady(_ pod: StoredObject) -> Bool {
    guard !pod.isDeleting, pod.fields["status.phase"] == "Running" else { return false }
    return (pod.tree[path: "status", "conditions"]?.array ?? []).contains {
      $0["type"] == "Ready" && $0["status"] == "True"
    }
  }

  private func delete(_ pod: StoredObject) -> Action {
    Action(kind: .delete, resource: Self.pods, namespace: pod.namespace, name: pod.name, body: .emptyObject)
  }

  private func isActive(_ pod: StoredObject) -> Bool {
    !pod.isDeleting && !["Succeeded", "Failed"].contains(pod.fields["status.phase"] ?? "")
  }

  private func replicas(of set: StoredObject, _ pods: [StoredObject]) -> [Action] {
    let tree = set.tree
    let wanted = Self.count(tree["spec"]?["replicas"]?.int ?? 1)
    let active = pods.filter(isActive)
    var actions: [Action] = []
    for _ in 0..<min(Self.batch, max(0, wanted - active.count)) {
      actions.append(pod(tree["spec"]?["template"], name: nil, of: set, ("apps/v1", "ReplicaSet")))
    }
    // Those that are not ready go first.
    for pod in active.sorted(by: { !Self.isReady($0) && Self.isReady($1) }).prefix(max(0, active.count - wanted)) {
      actions.append(delete(pod))
    }
    let ready = Int64(active.count(where: Self.isReady))
    var status: JSON = [
      "replicas": .int(Int64(active.count)), "observedGeneration": tree["metadata"]?["generation"] ?? 1,
    ]
    if !active.isEmpty { status["fullyLabeledReplicas"] = .int(Int64(active.count)) }
    if ready > 0 {
      status["readyReplicas"] = .int(ready)
      status["availableReplicas"] = .int(ready)
    }
    return actions + self.status(Self.replicaSets, set, tree["status"], status)
  }

  private func ordinals(of set: StoredObject, _ pods: [StoredObject]) -> [Action] {
    let tree = set.tree
    let wanted = Self.count(tree["spec"]?["replicas"]?.int ?? 1)
    let byName = Dictionary(pods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var actions: [Action] = []
    for ordinal in 0..<wanted {
      let name = "\(set.name)-\(ordinal)"
      guard let existing = byName[name] else {
        actions.append(pod(tree["spec"]?["template"], name: name, of: set, ("apps/v1", "StatefulSet")))
        break
      }
      // One after the other.
      if !Self.isReady(existing) { break }
    }
    let surplus = pods.filter { (Int($0.name.split(separator: "-").last ?? "") ?? 0) >= wanted && !$0.isDeleting }
    actions += surplus.map(delete)
    let ready = Int64(pods.count(where: Self.isReady))
    let count = JSON.int(Int64(pods.count))
    var status: JSON = [
      "replicas": count, "observedGeneration": tree["metadata"]?["generation"] ?? 1, "availableReplicas": .int(ready),
    ]
    if ready > 0 { status["readyReplicas"] = .int(ready) }
    if !pods.isEmpty {
      status["currentReplicas"] = count
      status["updatedReplicas"] = count
    }
    return actions + self.status(Self.statefulSets, set, tree["status"], status)
  }

  private func run(_ job: StoredObject, _ pods: [StoredObject]) -> [Action] {
    let tree = job.tree
    if (tree[path: "status", "conditions"]?.array ?? []).contains(where: { $0["type"] == "Complete" }) { return [] }
    if tree["spec"]?["suspend"]?.bool == true { return [] }
    let completions = Self.count(tree["spec"]?["completions"]?.int ?? 1)
    let parallelism = Self.count(tree["spec"]?["parallelism"]?.int ?? 1)
    let succeeded = pods.count { $0.fields["status.phase"] == "Succeeded" }
    let active = pods.count(where: isActive)
    var actions: [Action] = []
    for _ in 0..<min(Self.batch, max(0, min(parallelism, completions - succeeded) - active)) {
      actions.append(pod(tree["spec"]?["template"], name: nil, of: job, ("batch/v1", "Job")))
    }
    var status: JSON = [
      "startTime": tree["status"]?["startTime"] ?? .string(now.description), "ready": 0, "terminating": 0,
      "uncountedTerminatedPods": [:],
    ]
    if active > 0 { status["active"] = .int(Int64(active)) }
    if succeeded > 0 { status["succeeded"] = .int(Int64(succeeded)) }
    if succeeded >= completions {
      let time = JSON.string(now.description)
      status["active"] = nil
      status["completionTime"] = time
      status["conditions"] =
        ["SuccessCriteriaMet", "Complete"].map { type in
          [
            "type": .string(type), "status": "True", "lastProbeTime": time, "lastTransitionTime": time,
            "reason": "CompletionsReached", "message": "Reached expected number of succeeded pods",
          ]
        }.json
    }
    return actions + self.status(Self.jobs, job, tree["status"], status)
  }
}

extension [JSON] {
  /// The list as a value.
  var json: JSON { .array(self) }
}
