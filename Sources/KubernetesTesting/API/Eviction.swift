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
    var options = DeleteOptions(propagation: .background)
    options.gracePeriod = eviction["deleteOptions"]?["gracePeriodSeconds"]?.int
    options.uid = eviction["deleteOptions"]?["preconditions"]?["uid"]?.string
    options.isDryRun = try call.isDryRun() || eviction["deleteOptions"]?["dryRun"]?.array?.isEmpty == false
    let deletion = Deletion(core: core, definition: definition, options: options)
    try await core.transaction { (state: inout ObjectStorageStateMachine) throws(APIError) in
      guard let pod = state.object(definition.storage, definition.key(namespace: call.target.namespace, name: name))
      else {
        throw .notFound(definition.groupResource, name)
      }
      let phase = pod.fields["status.phase"]
      if phase != "Succeeded", phase != "Failed", !pod.isDeleting { try charge(pod, deletion.options.isDryRun, &state) }
      _ = try deletion.delete(pod, &state)
    }
    return APIResponse(
      201, json: ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201])
  }

  /// Takes one disruption from the pod's budget.
  private func charge(_ pod: StoredObject, _ isDryRun: Bool, _ state: inout ObjectStorageStateMachine) throws(APIError)
  {
    var budgets: [StoredObject] = []
    state.collections[Self.budgets]?.objects.forEach(from: pod.namespace + "/") { budget in
      guard budget.namespace == pod.namespace else { return false }
      if let selector = budget.tree["spec"]?["selector"], LabelSelector(selector).matches(pod.labels) {
        budgets.append(budget)
      }
      return true
    }
    if budgets.count > 1 {
      throw .internalError(
        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
    }
    guard let budget = budgets.first else { return }
    var tree = budget.tree
    let allowed = tree["status"]?["disruptionsAllowed"]?.int ?? 0
    guard allowed > 0 else {
      let healthy = tree["status"]?["desiredHealthy"]?.int ?? 0
      let current = tree["status"]?["currentHealthy"]?.int ?? 0
      var error = APIError.tooManyRequests(
        "Cannot evict pod as it would violate the pod's disruption budget.", retryAfter: 10)
      error.details = [
        "causes": [
          [
            "reason": "DisruptionBudget",
            "message": .string(
              "The disruption budget \(budget.name) needs \(healthy) healthy pods and has \(current) currently"),
          ]
        ]
      ]
      error.retryAfter = nil
      throw error
    }
    if isDryRun { return }
    tree[path: ["status", "disruptionsAllowed"]] = .int(allowed - 1)
    tree[path: ["status", "disruptedPods", pod.name]] = .string(core.configuration.now().description)
    state.put(Self.budgets, tree, selectableFields: [])
  }
}
