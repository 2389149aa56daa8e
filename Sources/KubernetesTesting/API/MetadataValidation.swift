import KubernetesCore

/// The rules for metadata that all resources share.
enum MetadataValidation {
  static func errors(_ tree: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    errors(tree, isCustom: definition.custom != nil, name: nameRule(definition))
  }

  private static func nameRule(_ definition: ResourceDefinition) -> (String) -> String? {
    switch definition.groupResource.description {
    case "namespaces": NameRules.label
    case "services": NameRules.dnsLabel
    case _ where definition.resource.group == "rbac.authorization.k8s.io": NameRules.pathSegment
    default: NameRules.subdomain
    }
  }

  /// What is wrong with metadata whose names follow a rule.
  static func errors(_ tree: JSON, isCustom: Bool, name rule: (String) -> String?) -> [FieldError] {
    var errors: [FieldError] = []
    let metadata = tree["metadata"] ?? .emptyObject
    let name = metadata["name"]?.string ?? ""
    if let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
      let bare = prefix.hasSuffix("-") ? String(prefix.dropLast()) + "a" : prefix
      if let problem = rule(bare) { errors.append(.invalid("metadata.generateName", .string(prefix), problem)) }
    }
    if let problem = rule(name) { errors.append(.invalid("metadata.name", .string(name), problem)) }
    for (key, value) in metadata["labels"]?.texts ?? [] {
      for problem in NameRules.qualifiedName(key, kind: "valid label key") {
        errors.append(.invalid("metadata.labels", .string(key), problem))
      }
      if let problem = NameRules.labelValue(value) {
        errors.append(.invalid("metadata.labels", .string(value), problem))
      }
    }
    var size = 0
    for (key, value) in metadata["annotations"]?.texts ?? [] {
      size += key.utf8.count + value.utf8.count
      for problem in NameRules.qualifiedName(key.lowercased()) {
        errors.append(.invalid("metadata.annotations", .string(key), problem))
      }
    }
    if size > 256 << 10 { errors.append(.tooLong("metadata.annotations", 256 << 10)) }
    errors += owners(metadata["ownerReferences"]?.array ?? []) + managerErrors(tree)
    return errors + finalizerErrors((metadata["finalizers"]?.array ?? []).compactMap(\.string), isCustom: isCustom)
  }

  private static func finalizerErrors(_ finalizers: [String], isCustom: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    for text in finalizers {
      errors += NameRules.qualifiedName(text).map { .invalid("metadata.finalizers", .string(text), $0) }
    }
    if finalizers.contains("orphan"), finalizers.contains("foregroundDeletion") {
      errors.append(
        .invalid(
          "metadata.finalizers", .array(finalizers.map { .string($0) }),
          "finalizer orphan and foregroundDeletion cannot be both set"))
    }
    if isCustom { return errors }
    for (index, text) in finalizers.enumerated()
    where !text.contains("/") && !["orphan", "foregroundDeletion", "kubernetes"].contains(text) {
      errors.append(
        .invalid(
          "metadata.finalizers[\(index)]", .string(text),
          "name is neither a standard finalizer name nor is it fully qualified"))
    }
    return errors
  }

  /// Finalizers of custom resources may have any name, but should name their owner.
  static func warnings(_ tree: JSON, _ definition: ResourceDefinition) -> [String] {
    var warnings: [String] = []
    let owners = (tree["metadata"]?["ownerReferences"]?.array ?? []).compactMap { $0["uid"]?.string }
    let repeated = Set(owners.filter { uid in owners.count { $0 == uid } > 1 }).sorted()
    if !repeated.isEmpty {
      warnings.append(
        ".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: \(repeated.joined(separator: ", "))"
      )
    }
    guard definition.custom != nil else { return warnings }
    return warnings
      + (tree["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string).filter {
        !$0.contains("/") && !["orphan", "foregroundDeletion"].contains($0)
      }.map {
        "metadata.finalizers: \(JSON.string($0).text): prefer a domain-qualified finalizer name to avoid accidental conflicts with other finalizer writers"
      }
  }

  private static func owners(_ owners: [JSON]) -> [FieldError] {
    var errors: [FieldError] = []
    var controllers = 0
    for owner in owners {
      let path = "metadata.ownerReferences"
      if GroupVersion(owner["apiVersion"]?.string ?? "")?.version.isEmpty != false {
        errors.append(.invalid("\(path).apiVersion", owner["apiVersion"] ?? "", "version must not be empty"))
      }
      for key in ["kind", "name", "uid"] where owner[key]?.string ?? "" == "" {
        errors.append(.invalid("\(path).\(key)", "", "must not be empty"))
      }
      if owner["kind"] == "Event", owner["apiVersion"] == "v1" {
        errors.append(.invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner"))
      }
      if owner["controller"]?.bool == true { controllers += 1 }
    }
    if controllers > 1 {
      errors.append(
        .invalid("metadata.ownerReferences", .array(owners), "Only one reference can have Controller set to true."))
    }
    return errors
  }

  /// What is wrong with the managers that a client names.
  static func managerErrors(_ tree: JSON) -> [FieldError] {
    FieldManagers.errors(tree["metadata"]?["managedFields"]?.array ?? [], "metadata.managedFields")
  }

  /// What may not change.
  static func errors(_ tree: JSON, replacing old: JSON) -> [FieldError] {
    var errors = managerErrors(tree)
    if let uid = tree["metadata"]?["uid"]?.string, !uid.isEmpty, uid != old["metadata"]?["uid"]?.string {
      // The real server looks twice, and says so twice.
      errors += Array(repeating: .invalid("metadata.uid", .string(uid), "field is immutable"), count: 2)
    }
    let isDeleting = old["metadata"]?["deletionTimestamp"] != nil
    let before = Set((old["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string))
    let added = (tree["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string).filter { !before.contains($0) }
    if isDeleting, !added.isEmpty {
      errors.append(
        .forbidden(
          "metadata.finalizers",
          "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(added.map { "\"\($0)\"" }.joined(separator: ", "))}"
        ))
    }
    return errors
  }
}
