import KubernetesCore

/// The rules for metadata that all resources share.
enum MetadataValidation {
  static func errors(_ tree: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    var errors: [FieldError] = []
    let metadata = tree["metadata"] ?? .emptyObject
    let name = metadata["name"]?.string ?? ""
    let rule: (String) -> String? =
      switch definition.groupResource.description {
      case "namespaces": NameRules.label
      case "services": NameRules.dnsLabel
      case _ where definition.resource.group == "rbac.authorization.k8s.io": NameRules.pathSegment
      default: NameRules.subdomain
      }
    if let problem = rule(name) { errors.append(.invalid("metadata.name", .string(name), problem)) }
    if let prefix = metadata["generateName"]?.string, !prefix.isEmpty {
      let bare = prefix.hasSuffix("-") ? String(prefix.dropLast()) + "a" : prefix
      if let problem = rule(bare) { errors.append(.invalid("metadata.generateName", .string(prefix), problem)) }
    }
    for (key, value) in metadata["labels"]?.texts ?? [] {
      if let problem = NameRules.qualifiedName(key) {
        errors.append(.invalid("metadata.labels", .string(key), problem))
      }
      if let problem = NameRules.labelValue(value) {
        errors.append(.invalid("metadata.labels", .string(value), problem))
      }
    }
    var size = 0
    for (key, value) in metadata["annotations"]?.texts ?? [] {
      size += key.utf8.count + value.utf8.count
      if let problem = NameRules.qualifiedName(key.lowercased()) {
        errors.append(.invalid("metadata.annotations", .string(key), problem))
      }
    }
    if size > 256 << 10 { errors.append(.tooLong("metadata.annotations", 256 << 10)) }
    errors += owners(metadata["ownerReferences"]?.array ?? [])
    for finalizer in metadata["finalizers"]?.array ?? [] {
      let text = finalizer.string ?? ""
      if let problem = NameRules.qualifiedName(text) {
        errors.append(.invalid("metadata.finalizers", .string(text), problem))
      } else if definition.custom == nil, !text.contains("/"),
        !["orphan", "foregroundDeletion", "kubernetes"].contains(text)
      {
        errors.append(
          .invalid(
            "metadata.finalizers", .string(text), "name is neither a standard finalizer name nor is it fully qualified")
        )
      }
    }
    return errors
  }

  /// Finalizers of custom resources may have any name, but should name their owner.
  static func warnings(_ tree: JSON, _ definition: ResourceDefinition) -> [String] {
    guard definition.custom != nil else { return [] }
    return (tree["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string).filter {
      !$0.contains("/") && !["orphan", "foregroundDeletion"].contains($0)
    }.map {
      "metadata.finalizers: \(JSON.string($0).text): prefer a domain-qualified finalizer name to avoid accidental conflicts with other finalizer writers"
    }
  }

  private static func owners(_ owners: [JSON]) -> [FieldError] {
    var errors: [FieldError] = []
    var controllers = 0
    for (index, owner) in owners.enumerated() {
      let path = "metadata.ownerReferences[\(index)]"
      for key in ["kind", "name", "uid"] where owner[key]?.string ?? "" == "" {
        errors.append(.invalid("\(path).\(key)", "", "must not be empty"))
      }
      if GroupVersion(owner["apiVersion"]?.string ?? "") == nil {
        errors.append(.invalid("\(path).apiVersion", owner["apiVersion"] ?? "", "version must not be empty"))
      }
      if owner["controller"]?.bool == true { controllers += 1 }
    }
    if controllers > 1 {
      errors.append(
        .invalid("metadata.ownerReferences", .array(owners), "Only one reference can have Controller set to true."))
    }
    return errors
  }

  /// What may not change.
  static func errors(_ tree: JSON, replacing old: JSON) -> [FieldError] {
    var errors: [FieldError] = []
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
