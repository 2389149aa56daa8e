import KubernetesCore

/// What single subresources allow of the part that they change.
enum SubresourceRules {
  // MARK: - Ephemeral containers

  private static let ephemeralFields: Set<String> = [
    "name", "image", "command", "args", "workingDir", "envFrom", "env", "volumeMounts", "volumeDevices",
    "terminationMessagePath", "terminationMessagePolicy", "imagePullPolicy", "securityContext", "stdin", "stdinOnce",
    "tty", "targetContainerName",
  ]

  /// Ephemeral containers are added, and neither changed nor taken away.
  static func ephemeralContainers(_ tree: JSON, _ old: JSON) -> [FieldError] {
    let path = "spec.ephemeralContainers"
    if old[path: "metadata", "annotations", "kubernetes.io/config.mirror"] != nil {
      return [.forbidden("", "static pods do not support ephemeral containers")]
    }
    var errors: [FieldError] = []
    let others = Set(
      ["containers", "initContainers"].flatMap { tree["spec"]?[$0]?.array ?? [] }.compactMap { $0["name"]?.string })
    var names = others
    let list = tree["spec"]?["ephemeralContainers"]?.array ?? []
    for (index, container) in list.enumerated() {
      let path = "\(path)[\(index)]"
      if let name = container["name"]?.string, !name.isEmpty, !names.insert(name).inserted {
        errors.append(.duplicate("\(path).name", .string(name)))
      }
      if let target = container["targetContainerName"]?.string, !target.isEmpty, !others.contains(target) {
        errors.append(.notFound("\(path).targetContainerName", .string(target)))
      }
      for member in container.object?.members ?? []
      where !ephemeralFields.contains(member.key) && !member.value.isEmpty {
        errors.append(.forbidden("\(path).\(member.key)", "cannot be set for an Ephemeral Container"))
      }
    }
    for before in old["spec"]?["ephemeralContainers"]?.array ?? [] {
      let name = JSON.string(before["name"]?.string ?? "").text
      guard let now = list.last(where: { $0["name"] == before["name"] }) else {
        errors.append(.forbidden(path, "existing ephemeral containers \(name) may not be removed\n"))
        continue
      }
      if now != before { errors.append(.forbidden(path, "existing ephemeral containers \(name) may not be changed\n")) }
    }
    return errors
  }

  // MARK: - Resizing

  /// Only processor and memory change, and not what they say about the quality of service.
  static func resize(_ tree: JSON, _ old: JSON) -> [FieldError] {
    if old[path: "metadata", "annotations", "kubernetes.io/config.mirror"] != nil {
      return [.forbidden("", "static pods cannot be resized")]
    }
    var errors: [FieldError] = []
    for key in ["containers", "initContainers"] {
      let (now, before) = (tree["spec"]?[key]?.array ?? [], old["spec"]?[key]?.array ?? [])
      guard now.map({ $0["name"] }) == before.map({ $0["name"] }) else {
        errors.append(
          now.count == before.count
            ? .forbidden("spec.\(key)", "containers may not be renamed or reordered on resize")
            : .forbidden("spec.\(key)", "containers may not be added or removed on resize"))
        continue
      }
      for (new, last) in zip(now, before) where new != last {
        if withoutSizes(new) != withoutSizes(last) {
          errors.append(.forbidden("spec", "only cpu and memory resources are mutable"))
          break
        }
      }
    }
    if errors.isEmpty, BuiltInStrategy.qualityOfService(tree) != BuiltInStrategy.qualityOfService(old) {
      errors.append(
        .invalid(
          "spec", .string(BuiltInStrategy.qualityOfService(tree)),
          "Pod QOS Class may not change as a result of resizing"))
    }
    return errors
  }

  private static func withoutSizes(_ container: JSON) -> JSON {
    var container = container
    container["resizePolicy"] = nil
    for kind in ["limits", "requests"] {
      for name in ["cpu", "memory"] { container["resources"]?[kind]?[name] = nil }
      if container["resources"]?[kind]?.isEmpty == true { container["resources"]?[kind] = nil }
    }
    if container["resources"]?.isEmpty == true { container["resources"] = nil }
    return container
  }

  // MARK: - Finalizing namespaces

  /// Finalizers of a namespace's spec have names like any others.
  static func finalize(_ tree: JSON) -> [FieldError] {
    (tree["spec"]?["finalizers"]?.array ?? []).enumerated().flatMap { index, value -> [FieldError] in
      let (path, name) = ("spec.finalizers[\(index)]", value.string ?? "")
      var errors = NameRules.qualifiedName(name).map { FieldError.invalid(path, .string(name), $0) }
      if !name.contains("/"), !["orphan", "foregroundDeletion", "kubernetes"].contains(name) {
        errors.append(
          .invalid(path, .string(name), "name is neither a standard finalizer name nor is it fully qualified"))
      }
      return errors
    }
  }

  // MARK: - Approving requests for certificates

  /// Says when conditions came and changed.
  static func stamp(_ tree: inout JSON, old: JSON, now: String) {
    let before = old[path: "status", "conditions"]?.array ?? []
    guard var status = tree["status"] else { return }
    status["conditions"]?.withArray { list in
      for index in list.indices {
        let last = before.first { $0["type"] == list[index]["type"] }
        if list[index]["lastUpdateTime"]?.string == nil { list[index]["lastUpdateTime"] = .string(now) }
        guard list[index]["lastTransitionTime"]?.string == nil else { continue }
        let isSame = last?["status"] == list[index]["status"]
        list[index]["lastTransitionTime"] = isSame ? last?["lastTransitionTime"] ?? .string(now) : .string(now)
      }
    }
    tree["status"] = status
  }

  /// A request is approved or denied, once.
  static func approval(_ tree: JSON, _ old: JSON) -> [FieldError] {
    var errors: [FieldError] = []
    let path = "status.conditions"
    let list = tree[path: "status", "conditions"]?.array ?? []
    var seen: Set<String> = []
    for (index, condition) in list.enumerated() {
      let (path, type) = ("\(path)[\(index)]", condition["type"]?.string ?? "")
      if type.isEmpty { errors.append(.required("\(path).type")) }
      let status = condition["status"]?.string ?? ""
      if status.isEmpty {
        errors.append(.required("\(path).status"))
      } else if ["Approved", "Denied", "Failed"].contains(type), status != "True" {
        errors.append(.notSupported("\(path).status", .string(status), ["True"]))
      } else if !["True", "False", "Unknown"].contains(status) {
        errors.append(.notSupported("\(path).status", .string(status), ["True", "False", "Unknown"]))
      }
      let opposite = ["Approved": "Denied", "Denied": "Approved"][type]
      if let opposite, seen.contains(opposite) {
        errors.append(
          .invalid("\(path).type", .string(type), "Approved and Denied conditions are mutually exclusive"))
      }
      if !type.isEmpty, !seen.insert(type).inserted { errors.append(.duplicate("\(path).type", .string(type))) }
    }
    for type in ["Approved", "Denied", "Failed"] where !seen.contains(type) {
      let had = (old[path: "status", "conditions"]?.array ?? []).contains { $0["type"]?.string == type }
      if had { errors.append(.forbidden(path, "updates may not remove a condition of type \"\(type)\"")) }
    }
    return errors
  }
}
