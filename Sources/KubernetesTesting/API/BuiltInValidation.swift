import KubernetesCore

/// The rules of single built-in resources, as far as the schema states them: required fields, allowed values, and the
/// immutable fields that clients meet most.
enum BuiltInValidation {
  static func errors(_ tree: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    guard definition.custom == nil, let type = definition.type else { return [] }
    var errors: [FieldError] = []
    if let field = type["spec"], case .object(let reference) = field.value, let spec = tree["spec"] {
      check(spec, reference.type, "spec", &errors, depth: 0)
    }
    switch definition.groupResource.description {
    case "configmaps":
      errors += keys(tree, ["data", "binaryData"])
      for key in tree["data"]?.object?.keys ?? [] where tree["binaryData"]?[key] != nil {
        errors.append(.invalid("data[\(key)]", .string(key), "duplicate of key present in binaryData"))
      }
    case "customresourcedefinitions.apiextensions.k8s.io": errors += customDefinition(tree)
    case "secrets": errors += keys(tree, ["data"]) + secret(tree)
    case "deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps": errors += workload(tree)
    default: break
    }
    if let replicas = tree["spec"]?["replicas"]?.int, replicas < 0 {
      errors.append(.invalid("spec.replicas", .int(replicas), "must be greater than or equal to 0"))
    }
    return errors
  }

  private static func keys(_ tree: JSON, _ maps: [String]) -> [FieldError] {
    maps.flatMap { map -> [FieldError] in
      (tree[map]?.object?.keys ?? []).compactMap { key in
        let isGood =
          !key.isEmpty && key.utf8.count <= 253 && key != "." && key != ".."
          && key.utf8.allSatisfy {
            ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
              || $0 == 0x5F || $0 == 0x2E
          }
        let dots = [".": "must not be '.'", "..": "must not be '..'"]
        if let problem = dots[key] { return .invalid("\(map)[\(key)]", .string(key), problem) }
        return isGood
          ? nil
          : .invalid(
            "\(map)[\(key)]", .string(key),
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
          )
      }
    }
  }

  /// The name, the versions and the schemas of a definition of custom resources.
  private static func customDefinition(_ tree: JSON) -> [FieldError] {
    let name = tree["metadata"]?["name"]?.string ?? ""
    let plural = tree[path: "spec", "names", "plural"]?.string ?? ""
    var errors: [FieldError] = []
    if name != "\(plural).\(tree["spec"]?["group"]?.string ?? "")" {
      errors.append(.invalid("metadata.name", .string(name), "must be spec.names.plural+\".\"+spec.group"))
    }
    let versions = tree["spec"]?["versions"]?.array ?? []
    if versions.count(where: { $0["storage"]?.bool == true }) != 1 {
      errors.append(
        .invalid("spec.versions", .array(versions), "must have exactly one version marked as storage version"))
    }
    for (index, version) in versions.enumerated() where version[path: "schema", "openAPIV3Schema"] == nil {
      errors.append(.required("spec.versions[\(index)].schema.openAPIV3Schema"))
    }
    return errors
  }

  /// What secrets of the known types have to hold.
  private static func secret(_ tree: JSON) -> [FieldError] {
    let wanted: [String] =
      switch tree["type"]?.string {
      case "kubernetes.io/tls": ["tls.crt", "tls.key"]
      case "kubernetes.io/dockerconfigjson": [".dockerconfigjson"]
      case "kubernetes.io/dockercfg": [".dockercfg"]
      case "kubernetes.io/ssh-auth": ["ssh-privatekey"]
      case "kubernetes.io/basic-auth" where tree["data"]?["username"] == nil && tree["data"]?["password"] == nil:
        ["username", "password"]
      default: []
      }
    return wanted.filter { tree["data"]?[$0] == nil }.map { .required("data[\($0)]") }
  }

  private static func workload(_ tree: JSON) -> [FieldError] {
    guard let selector = tree["spec"]?["selector"] else { return [.required("spec.selector")] }
    let parsed = LabelSelector(selector)
    if parsed.isEmpty {
      return [.invalid("spec.selector", selector, "empty selector is invalid for deployment")]
    }
    let labels = tree[path: "spec", "template", "metadata", "labels"] ?? .emptyObject
    if !parsed.matches(Dictionary(labels.texts, uniquingKeysWith: { _, last in last })) {
      return [.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")]
    }
    return []
  }

  /// Required fields and allowed values, down the tree.
  private static func check(_ value: JSON, _ type: ObjectType, _ path: String, _ errors: inout [FieldError], depth: Int)
  {
    guard depth < 24, errors.count < 64 else { return }
    for field in type.fields {
      let path = "\(path).\(field.name)"
      guard let member = value[field.name], !member.isNull else {
        if field.isRequired, field.defaultValue == nil { errors.append(.required(path)) }
        continue
      }
      if field.isRequired, field.isMeaningless(member) { errors.append(.required(path)) }
      if !field.allowed.isEmpty, let text = member.string, !text.isEmpty, !field.allowed.contains(text) {
        errors.append(.notSupported(path, member, field.allowed))
      }
      descend(member, field.value, path, &errors, depth: depth)
    }
  }

  private static func descend(
    _ value: JSON, _ type: ObjectType.ValueType, _ path: String, _ errors: inout [FieldError], depth: Int
  ) {
    switch type {
    case .object(let reference) where value.object != nil: check(value, reference.type, path, &errors, depth: depth + 1)
    case .atomic(let inner): descend(value, inner, path, &errors, depth: depth)
    case .list(let kind, let element):
      var seen: Set<JSON> = []
      for (index, member) in (value.array ?? []).enumerated() {
        descend(member, element, "\(path)[\(index)]", &errors, depth: depth)
        if case .map(let keys) = kind, keys.count == 1, let key = member[keys[0]], !seen.insert(key).inserted {
          errors.append(.duplicate("\(path)[\(index)].\(keys[0])", key))
        }
      }
    case .quantity:
      if let text = value.string, (try? Quantity(parsing: text)) == nil {
        errors.append(
          .invalid(
            path, value, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"))
      }
    case .map(_, let element):
      for member in value.object?.members ?? [] {
        descend(member.value, element, "\(path)[\(member.key)]", &errors, depth: depth)
      }
    default: break
    }
  }

  /// What may not change on an update.
  static func errors(_ tree: JSON, replacing old: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    func immutable(_ path: String...) -> [FieldError] {
      let new = tree[path: path]
      return new == old[path: path]
        ? [] : [.invalid(path.joined(separator: "."), new ?? .null, "field is immutable")]
    }
    switch definition.groupResource.description {
    case "configmaps" where old["immutable"]?.bool == true, "secrets" where old["immutable"]?.bool == true:
      var errors: [FieldError] = []
      if tree["immutable"]?.bool != true {
        errors.append(.forbidden("immutable", "field is immutable when `immutable` is set"))
      }
      for key in ["data", "binaryData"] where tree[key] != old[key] {
        errors.append(.forbidden(key, "field is immutable when `immutable` is set"))
      }
      return errors
    case "secrets": return immutable("type")
    case "deployments.apps", "replicasets.apps", "daemonsets.apps": return immutable("spec", "selector")
    case "jobs.batch":
      return immutable("spec", "selector") + immutable("spec", "completionMode") + immutable("spec", "template")
    case "pods": return podSpec(tree, old)
    case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io":
      return tree["roleRef"] == old["roleRef"]
        ? [] : [.invalid("roleRef", tree["roleRef"] ?? .null, "cannot change roleRef")]
    case "storageclasses.storage.k8s.io":
      return ["provisioner", "parameters", "volumeBindingMode"].flatMap { key in
        tree[key] == old[key] ? [] : [FieldError.forbidden(key, "updates to \(key) are forbidden.")]
      }
    case "priorityclasses.scheduling.k8s.io":
      return tree["value"] == old["value"] ? [] : [.forbidden("value", "may not be changed in an update.")]
    default: return []
    }
  }

  private static func podSpec(_ new: JSON, _ old: JSON) -> [FieldError] {
    func fixed(_ pod: JSON) -> JSON {
      var spec = pod["spec"] ?? .emptyObject
      for key in ["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"] {
        spec[key] = nil
      }
      for key in ["containers", "initContainers"] {
        spec[key]?.withArray { list in
          for index in list.indices { list[index]["image"] = nil }
        }
      }
      return spec
    }
    if fixed(new) == fixed(old) { return tolerations(new, old) }
    return [
      .forbidden(
        "spec",
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"
      )
    ]
  }
}

extension BuiltInValidation {
  /// What cannot be in the status of a deployment.
  static func statusErrors(_ tree: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    guard definition.groupResource.description == "deployments.apps", let status = tree["status"] else { return [] }
    func number(_ key: String) -> Int64 { status[key]?.int ?? 0 }
    let counts = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"]
    var errors = counts.filter { number($0) < 0 }.map { key -> FieldError in
      .invalid("status.\(key)", .int(number(key)), "must be greater than or equal to 0")
    }
    // More forgiving than the real server: a test that writes one number need not write them all.
    guard status["replicas"] != nil else { return errors }
    for key in ["updatedReplicas", "readyReplicas", "availableReplicas"] where number(key) > number("replicas") {
      errors.append(.invalid("status.\(key)", .int(number(key)), "cannot be greater than status.replicas"))
    }
    if number("availableReplicas") > number("readyReplicas") {
      errors.append(
        .invalid("status.availableReplicas", .int(number("availableReplicas")), "cannot be greater than readyReplicas"))
    }
    return errors
  }

  /// Tolerations may be added to a pod, and their time may change.
  private static func tolerations(_ new: JSON, _ old: JSON) -> [FieldError] {
    func timeless(_ pod: JSON) -> [JSON] {
      (pod["spec"]?["tolerations"]?.array ?? []).map { toleration in
        var toleration = toleration
        toleration["tolerationSeconds"] = nil
        return toleration
      }
    }
    let kept = Set(timeless(new))
    return timeless(old).allSatisfy(kept.contains)
      ? []
      : [.forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds")]
  }
}

extension ObjectType.Field {
  /// A required text or list that says nothing.
  fileprivate func isMeaningless(_ member: JSON) -> Bool {
    switch value {
    case .string, .list: member.isEmpty
    default: false
    }
  }
}
