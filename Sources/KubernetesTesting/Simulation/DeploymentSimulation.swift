import KubernetesCore

/// One deployment: its replica sets, a rolling update between them, its status.
struct DeploymentSimulation: Sendable {
  private let simulation: ControllerSimulation
  private let deployment: StoredObject
  private let tree: JSON
  private let sets: [StoredObject]

  init(_ simulation: ControllerSimulation, _ deployment: StoredObject) {
    self.simulation = simulation
    self.deployment = deployment
    tree = deployment.tree
    sets = simulation.objects(ControllerSimulation.replicaSets).filter { set in
      set.owners.contains { $0.uid == deployment.uid } && !set.isDeleting
    }
  }

  private var hash: String {
    ContentHash.text(of: (tree["spec"]?["template"] ?? .null).encoded).lowercased().prefix(10).description
  }
  private var wanted: Int { ControllerSimulation.count(tree["spec"]?["replicas"]?.int ?? 1) }

  private func number(_ set: StoredObject, _ path: String...) -> Int {
    ControllerSimulation.count(set.tree[path: path]?.int ?? 0)
  }

  /// A bound of the rolling update: a number, or a share of the replicas.
  private func bound(_ name: String, roundsUp: Bool) -> Int {
    let value = tree[path: "spec", "strategy", "rollingUpdate", name]
    if let number = value?.int { return ControllerSimulation.count(number) }
    guard let text = value?.string, let percent = Int64(text.dropLast()) else { return roundsUp ? 1 : 0 }
    let share = ControllerSimulation.count(percent)
    return roundsUp ? (wanted * share + 99) / 100 : wanted * share / 100
  }

  func actions() -> [ControllerSimulation.Action] {
    if tree["spec"]?["paused"]?.bool == true {
      return statusActions(current: sets.first { $0.labels["pod-template-hash"] == hash })
    }
    guard let current = sets.first(where: { $0.labels["pod-template-hash"] == hash }) else { return [create()] }
    let old = sets.filter { $0.uid != current.uid }
    var actions: [ControllerSimulation.Action] = []
    let oldReplicas = old.reduce(0) { $0 + number($1, "spec", "replicas") }
    let oldPods = old.reduce(0) { $0 + number($1, "status", "replicas") }
    let size = number(current, "spec", "replicas")
    let isRecreate = tree[path: "spec", "strategy", "type"] == "Recreate"
    if isRecreate {
      if oldReplicas > 0 {
        actions += old.compactMap { scale($0, to: 0) }
      } else if oldPods == 0, let action = scale(current, to: wanted) {
        actions.append(action)
      }
    } else {
      let limit = wanted + bound("maxSurge", roundsUp: true)
      let target = oldReplicas == 0 ? wanted : max(size, min(wanted, limit - oldReplicas))
      if let action = scale(current, to: target) { actions.append(action) }
      let available = sets.reduce(0) { $0 + number($1, "status", "availableReplicas") }
      var spare = available - (wanted - bound("maxUnavailable", roundsUp: false))
      for set in old.sorted(by: { $0.revision < $1.revision }) where spare > 0 {
        let count = number(set, "spec", "replicas")
        let less = min(count, spare)
        spare -= less
        if less > 0, let action = scale(set, to: count - less) { actions.append(action) }
      }
    }
    return actions + statusActions(current: current)
  }

  private func create() -> ControllerSimulation.Action {
    let revision =
      (sets.compactMap { $0.tree[path: "metadata", "annotations", Self.revision]?.string.flatMap(Int.init) }.max() ?? 0)
      + 1
    var template = tree["spec"]?["template"] ?? .emptyObject
    template[path: ["metadata", "labels", "pod-template-hash"]] = .string(hash)
    var selector = tree["spec"]?["selector"] ?? .emptyObject
    selector[path: ["matchLabels", "pod-template-hash"]] = .string(hash)
    return .init(
      kind: .create, resource: ControllerSimulation.replicaSets, namespace: deployment.namespace,
      name: "\(deployment.name)-\(hash)",
      body: [
        "kind": "ReplicaSet", "apiVersion": "apps/v1",
        "metadata": [
          "name": .string("\(deployment.name)-\(hash)"), "labels": template[path: "metadata", "labels"] ?? .emptyObject,
          "annotations": [Self.revision: .string(String(revision))],
          "ownerReferences": [ControllerSimulation.reference(to: deployment, ("apps/v1", "Deployment"))],
        ],
        "spec": ["replicas": .int(sets.isEmpty ? Int64(wanted) : 0), "selector": selector, "template": template],
      ])
  }

  private static let revision = "deployment.kubernetes.io/revision"

  private func scale(_ set: StoredObject, to count: Int) -> ControllerSimulation.Action? {
    if number(set, "spec", "replicas") == count { return nil }
    return .init(
      kind: .merge, resource: ControllerSimulation.replicaSets, namespace: set.namespace, name: set.name,
      body: ["spec": ["replicas": .int(Int64(count))]])
  }

  private func statusActions(current: StoredObject?) -> [ControllerSimulation.Action] {
    let total = sets.reduce(0) { $0 + number($1, "status", "replicas") }
    let ready = sets.reduce(0) { $0 + number($1, "status", "readyReplicas") }
    let updated = current.map { number($0, "status", "replicas") } ?? 0
    var status: JSON = ["observedGeneration": tree["metadata"]?["generation"] ?? 1]
    func set(_ name: String, _ count: Int) {
      if count > 0 { status[name] = .int(Int64(count)) }
    }
    set("replicas", total)
    set("updatedReplicas", updated)
    set("readyReplicas", ready)
    set("availableReplicas", ready)
    set("unavailableReplicas", max(0, wanted - ready))
    let isAvailable = ready >= wanted - bound("maxUnavailable", roundsUp: false)
    let isDone = updated == wanted && total == wanted && ready == wanted
    status["conditions"] = [
      condition("Available", isAvailable, isAvailable ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable"),
      condition("Progressing", true, isDone ? "NewReplicaSetAvailable" : "ReplicaSetUpdated"),
    ]
    let annotation = current?.tree[path: "metadata", "annotations", Self.revision]
    var actions = simulation.status(ControllerSimulation.deployments, deployment, tree["status"], status)
    if let annotation, annotation != tree[path: "metadata", "annotations", Self.revision] {
      actions.append(
        .init(
          kind: .merge, resource: ControllerSimulation.deployments, namespace: deployment.namespace,
          name: deployment.name,
          body: ["metadata": ["annotations": [Self.revision: annotation]]]))
    }
    return actions
  }

  private func condition(_ type: String, _ isTrue: Bool, _ reason: String) -> JSON {
    let status: JSON = isTrue ? "True" : "False"
    let old = (tree[path: "status", "conditions"]?.array ?? []).first { $0["type"]?.string == type }
    let time = old?["status"] == status ? old?["lastTransitionTime"] : nil
    let update = old?["reason"]?.string == reason && time != nil ? old?["lastUpdateTime"] : nil
    return [
      "type": .string(type), "status": status, "reason": .string(reason),
      "lastUpdateTime": update ?? .string(simulation.now.description),
      "lastTransitionTime": time ?? .string(simulation.now.description),
    ]
  }
}
