import KubernetesCore

/// What holds for resources that make pods: their selector finds their pods, and these are of the right kind.
enum WorkloadRules {
  /// The word for the resource in the answers.
  private static let names = [
    "deployments.apps": ("deployment", "ReplicaSet"), "replicasets.apps": ("deployment", "ReplicaSet"),
    "statefulsets.apps": ("statefulset", "StatefulSet"), "daemonsets.apps": ("daemonset", "DaemonSet"),
  ]

  static func errors(_ tree: JSON, _ resource: String) -> [FieldError] {
    let template = ["spec", "template"]
    let path = "spec.template"
    var errors: [FieldError] = []
    if let labels = tree[path: template + ["metadata", "labels"]], names[resource] != nil || resource == "jobs.batch" {
      errors += ValueRule.labels.problems(labels, "\(path).labels")
    }
    let policy = tree[path: template + ["spec", "restartPolicy"]] ?? ""
    if let (name, owner) = names[resource] {
      errors += selector(tree, name)
      if policy != "Always" { errors.append(.notSupported("\(path).spec.restartPolicy", policy, ["Always"])) }
      if tree[path: template + ["spec", "activeDeadlineSeconds"]] != nil {
        errors.append(
          .forbidden("\(path).spec.activeDeadlineSeconds", "activeDeadlineSeconds in \(owner) is not Supported"))
      }
    } else if resource == "jobs.batch", policy == "Always" || policy == "" {
      errors.append(.required("\(path).spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""))
    } else if resource == "cronjobs.batch" {
      let inner = tree[path: ["spec", "jobTemplate"] + template + ["spec", "restartPolicy"]] ?? ""
      if inner == "Always" || inner == "" {
        errors.append(
          .required("spec.jobTemplate.\(path).spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""))
      }
    }
    return errors
  }

  private static func selector(_ tree: JSON, _ name: String) -> [FieldError] {
    let mismatch = "`selector` does not match template `labels`"
    let place = "spec.template.metadata.labels"
    guard let selector = tree["spec"]?["selector"] else {
      // Without a selector nothing matches.
      return [.invalid(place, tree[path: "spec", "template", "metadata", "labels"] ?? .null, mismatch)]
    }
    let expressions = selector["matchExpressions"]?.array ?? []
    if expressions.contains(where: { !StructureRules.requirement($0, "").isEmpty }) {
      return [.invalid("spec.selector", selector, name == "statefulset" ? "" : "invalid label selector")]
    }
    let parsed = LabelSelector(selector)
    if parsed.isEmpty {
      return [.invalid("spec.selector", selector, "empty selector is invalid for \(name)")]
    }
    let labels = tree[path: "spec", "template", "metadata", "labels"] ?? .emptyObject
    if !parsed.matches(Dictionary(labels.texts, uniquingKeysWith: { _, last in last })) {
      return [.invalid(place, labels, mismatch)]
    }
    return []
  }
}
