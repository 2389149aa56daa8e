import HTTPTypes
import KubernetesCore

/// `eviction`: deletes a pod unless a disruption budget forbids it.
struct Eviction: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  private static let budgets = GroupResource(group: "policy", resource: "poddisruptionbudgets")

  func answer() async throws(APIError) -> APIResponse {
    let writes = Writes(core: core, call: call, definition: definition)
    let (eviction, _) = try writes.decodedBody(as: GroupVersionKind(group: "policy", version: "v1", kind: "Eviction"))
    let name = call.target.name ?? ""
    guard eviction["metadata"]?["name"]?.string == name else {
      throw .badRequest("name in URL does not match name in Eviction object")
    }
    let given = eviction["deleteOptions"]
    var options = DeleteOptions(propagation: .background)
    options.gracePeriod = given?["gracePeriodSeconds"]?.int
    options.uid = given?["preconditions"]?["uid"]?.string
    options.resourceVersion = given?["preconditions"]?["resourceVersion"]?.string
    options.isDryRun = try call.isDryRun() || given?["dryRun"]?.array?.isEmpty == false
    let deletion = Deletion(core: core, definition: definition, options: options)
    try await core.transaction { (state: inout ObjectStorageStateMachine) throws(APIError) in
      guard let pod = state.object(definition.storage, definition.key(namespace: call.target.namespace, name: name))
      else {
        throw .notFound(definition.groupResource, name)
      }
      // A disruption has been counted already, or is none.
      let isCounted = pod.isDeleting || ["Pending", "Succeeded", "Failed"].contains(pod.fields["status.phase"] ?? "")
      let isDryRun = deletion.options.isDryRun
      if !isCounted { try charge(pod, isDryRun, &state) }
      let latest = isCounted || isDryRun ? pod : try note(pod, deletion, &state)
      _ = try deletion.delete(latest, &state)
    }
    return APIResponse(
      201, json: ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201])
  }

  /// Notes on the pod why it goes.
  private func note(
    _ pod: StoredObject, _ deletion: Deletion, _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> StoredObject {
    try deletion.check(pod)
    var tree = pod.tree
    var conditions = (tree["status"]?["conditions"]?.array ?? []).filter { $0["type"] != "DisruptionTarget" }
    conditions.append([
      "type": "DisruptionTarget", "status": "True", "lastProbeTime": .null,
      "lastTransitionTime": .string(core.configuration.now().description), "reason": "EvictionByEvictionAPI",
      "message": "Eviction API: evicting",
    ])
    tree[path: ["status", "conditions"]] = .array(conditions)
    let noted = state.put(definition.storage, tree, selectableFields: definition.selectableFields)
    // The precondition was about the version before the note.
    return deletion.options.resourceVersion == nil ? noted : pod
  }

  /// Takes one disruption from the pod's budget.
  private func charge(_ pod: StoredObject, _ isDryRun: Bool, _ state: inout ObjectStorageStateMachine) throws(APIError)
  {
    let budgets = budgets(for: pod, state)
    if budgets.count > 1 {
      throw APIError(
        500, nil, "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
    }
    guard let budget = budgets.first else { return }
    var tree = budget.tree
    func number(_ key: String) -> Int64 { tree["status"]?[key]?.int ?? 0 }
    let (healthy, current) = (number("desiredHealthy"), number("currentHealthy"))
    if !isReady(pod) {
      let policy = tree["spec"]?["unhealthyPodEvictionPolicy"]?.string ?? "IfHealthyBudget"
      // Who is not ready does not count as healthy.
      if policy == "AlwaysAllow" || (current >= healthy && healthy > 0) { return }
    }
    if number("observedGeneration") < tree["metadata"]?["generation"]?.int ?? 0 {
      throw refusal("The disruption budget \(budget.name) is still being processed by the server.", retryAfter: 10)
    }
    let allowed = number("disruptionsAllowed")
    if allowed < 0 {
      throw .forbidden(
        GroupResource(group: "policy", resource: "poddisruptionbudget"), budget.name,
        "pdb disruptions allowed is negative")
    }
    guard allowed > 0 else {
      throw refusal("The disruption budget \(budget.name) needs \(healthy) healthy pods and has \(current) currently")
    }
    if isDryRun { return }
    tree[path: ["status", "disruptionsAllowed"]] = .int(allowed - 1)
    tree[path: ["status", "disruptedPods", pod.name]] = .string(core.configuration.now().description)
    state.put(Self.budgets, tree, selectableFields: [])
  }

  private func budgets(for pod: StoredObject, _ state: ObjectStorageStateMachine) -> [StoredObject] {
    var budgets: [StoredObject] = []
    state.collections[Self.budgets]?.objects.forEach(from: pod.namespace + "/") { budget in
      guard budget.namespace == pod.namespace else { return false }
      if let selector = budget.tree["spec"]?["selector"], LabelSelector(selector).matches(pod.labels) {
        budgets.append(budget)
      }
      return true
    }
    return budgets
  }

  private func isReady(_ pod: StoredObject) -> Bool {
    (pod.tree[path: "status", "conditions"]?.array ?? []).contains { $0["type"] == "Ready" && $0["status"] == "True" }
  }

  private func refusal(_ why: String, retryAfter: Int? = nil) -> APIError {
    var error = APIError(
      429, .tooManyRequests, "Cannot evict pod as it would violate the pod's disruption budget.",
      details: ["causes": [["reason": "DisruptionBudget", "message": .string(why)]]], retryAfter: retryAfter)
    if let retryAfter { error.details?["retryAfterSeconds"] = .int(Int64(retryAfter)) }
    return error
  }
}
