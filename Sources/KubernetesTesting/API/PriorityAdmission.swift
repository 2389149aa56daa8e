import KubernetesCore

/// The priority of new pods: that of their class, or of the class for pods that name none.
struct PriorityAdmission {
  static let classes = GroupResource(group: "scheduling.k8s.io", resource: "priorityclasses")

  /// What a pod's class says.
  private struct Priority {
    var name: String
    var value: Int64
    var policy: String

    init(_ tree: JSON) {
      name = tree["metadata"]?["name"]?.string ?? ""
      value = tree["value"]?.int ?? 0
      policy = tree["preemptionPolicy"]?.string ?? "PreemptLowerPriority"
    }

    init(name: String, value: Int64) {
      self.name = name
      self.value = value
      policy = "PreemptLowerPriority"
    }
  }

  let state: ObjectStorageStateMachine
  let definition: ResourceDefinition

  /// Completes a new pod.
  ///
  /// - Throws: 403 when its class is not there, or says something else than the pod.
  func admit(_ pod: inout JSON) throws(APIError) {
    guard pod["spec"]?.object != nil else { return }
    let priority = try priority(of: pod)
    if let given = pod["spec"]?["priority"]?.int, given != priority.value {
      throw refusal(
        pod,
        "the integer value of priority (\(given)) must not be provided in pod spec; priority admission controller computed \(priority.value) from the given PriorityClass name"
      )
    }
    if let given = pod["spec"]?["preemptionPolicy"]?.string, given != priority.policy {
      throw refusal(
        pod,
        "the string value of PreemptionPolicy (\(given)) must not be provided in pod spec; priority admission controller computed \(priority.policy) from the given PriorityClass name"
      )
    }
    if !priority.name.isEmpty { pod["spec"]?["priorityClassName"] = .string(priority.name) }
    pod["spec"]?["priority"] = .int(priority.value)
    pod["spec"]?["preemptionPolicy"] = .string(priority.policy)
  }

  /// Checks a class that is stored: only one can be that of pods which name none.
  func check(_ tree: JSON) throws(APIError) {
    guard tree["globalDefault"]?.bool == true, let other = defaultClass,
      other.name != tree["metadata"]?["name"]?.string
    else { return }
    throw refusal(
      tree, "PriorityClass \(other.name) is already marked as default. Only one default can exist")
  }

  private func priority(of pod: JSON) throws(APIError) -> Priority {
    let name = pod["spec"]?["priorityClassName"]?.string ?? ""
    if name.isEmpty { return defaultClass ?? Priority(name: "", value: 0) }
    if let known = state.object(Self.classes, name) { return Priority(known.tree) }
    switch name {
    // A real server makes these classes when it starts.
    case "system-cluster-critical": return Priority(name: name, value: 2_000_000_000)
    case "system-node-critical": return Priority(name: name, value: 2_000_001_000)
    default: throw refusal(pod, "no PriorityClass with name \(name) was found")
    }
  }

  /// The lowest of those that are marked, should there be several.
  private var defaultClass: Priority? {
    var found: Priority?
    state.collections[Self.classes]?.objects.forEach { object in
      if object.tree["globalDefault"]?.bool == true {
        let other = Priority(object.tree)
        if other.value < found?.value ?? .max { found = other }
      }
      return true
    }
    return found
  }

  private func refusal(_ tree: JSON, _ why: String) -> APIError {
    .forbidden(definition.groupResource, tree["metadata"]?["name"]?.string ?? "", why)
  }
}
