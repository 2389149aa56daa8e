import KubernetesCore

/// What definitions of custom resources have to be: names, versions, approval of groups that belong to Kubernetes.
enum DefinitionRules {
  static func errors(_ tree: JSON) -> [FieldError] {
    let spec = tree["spec"] ?? .emptyObject
    let versions = spec["versions"]?.array ?? []
    var errors = name(tree) + group(spec)
    let scope = spec["scope"]?.string ?? ""
    if scope.isEmpty {
      errors.append(.required("spec.scope"))
    } else if !["Cluster", "Namespaced"].contains(scope) {
      errors.append(.notSupported("spec.scope", .string(scope), ["Cluster", "Namespaced"]))
    }
    // What all versions have in common, the server names once, as if it stood beside them.
    let isShared = { (key: String) in versions.allSatisfy { $0[key] == versions[0][key] } }
    let shared = Set(["schema", "subresources", "additionalPrinterColumns"].filter(isShared))
    for (index, version) in versions.enumerated() {
      errors += self.version(version, "spec.versions[\(index)]", shared: shared, isFirst: index == 0)
    }
    let names = versions.compactMap { $0["name"]?.string }
    if Set(names).count != names.count {
      errors.append(.invalid("spec.versions", .array(versions), "must contain unique version names"))
    }
    if versions.count(where: { $0["storage"]?.bool == true }) != 1 {
      errors.append(
        .invalid("spec.versions", .array(versions), "must have exactly one version marked as storage version"))
    }
    errors += self.names(spec["names"] ?? .emptyObject) + stored(tree, versions)
    if spec["preserveUnknownFields"]?.bool == true {
      errors.append(
        .invalid(
          "spec.preserveUnknownFields", true,
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"))
    }
    return errors
  }

  /// What a definition says that means nothing: formats that nobody knows.
  static func warnings(_ tree: JSON, _ definition: ResourceDefinition) -> [String] {
    guard definition.storage == Housekeeping.definitions else { return [] }
    var unknown: Set<String> = []
    func look(_ schema: JSON) {
      if let format = schema["format"]?.string, !format.isEmpty {
        let type = schema["type"]?.string ?? ""
        if !StringFormat.isKnown(format, for: type.isEmpty ? "string" : type) { unknown.insert(format) }
      }
      for (_, child) in DefinitionSchemaRules.children(schema, "") { look(child) }
    }
    for version in tree[path: "spec", "versions"]?.array ?? [] {
      if let schema = version[path: "schema", "openAPIV3Schema"] { look(schema) }
    }
    return unknown.sorted().map { "unrecognized format \(JSON.string($0).text)" }
  }

  private static func name(_ tree: JSON) -> [FieldError] {
    let name = tree["metadata"]?["name"]?.string ?? ""
    let wanted = "\(tree[path: "spec", "names", "plural"]?.string ?? "").\(tree["spec"]?["group"]?.string ?? "")"
    return name == wanted
      ? [] : [.invalid("metadata.name", .string(name), "must be spec.names.plural+\".\"+spec.group")]
  }

  private static func group(_ spec: JSON) -> [FieldError] {
    let group = spec["group"]?.string ?? ""
    if group.isEmpty { return [.required("spec.group")] }
    if let problem = NameRules.subdomain(group) { return [.invalid("spec.group", .string(group), problem)] }
    return group.contains(".")
      ? [] : [.invalid("spec.group", .string(group), "should be a domain with at least one dot")]
  }

  private static func version(
    _ version: JSON, _ path: String, shared: Set<String>, isFirst: Bool
  ) -> [FieldError] {
    func place(_ key: String) -> String {
      if !shared.contains(key) { return "\(path).\(key)" }
      return key == "schema" ? "spec.validation" : "spec.\(key)"
    }
    func isChecked(_ key: String) -> Bool { isFirst || !shared.contains(key) }
    var errors: [FieldError] = []
    let name = version["name"]?.string ?? ""
    if let problem = NameRules.dnsLabel(name) { errors.append(.invalid("\(path).name", .string(name), problem)) }
    if version["deprecated"]?.bool != true, let warning = version["deprecationWarning"] {
      errors.append(.invalid("\(path).deprecationWarning", warning, "can only be set for deprecated versions"))
    }
    if let schema = version[path: "schema", "openAPIV3Schema"] {
      if isChecked("schema") {
        errors += DefinitionSchemaRules.errors(
          schema, "\(place("schema")).openAPIV3Schema", hasStatus: version[path: "subresources", "status"] != nil)
      }
    } else {
      errors.append(.required("\(path).schema.openAPIV3Schema"))
    }
    if isChecked("subresources"), let scale = version[path: "subresources", "scale"] {
      errors += self.scale(scale, "\(place("subresources")).scale")
    }
    let columns = isChecked("additionalPrinterColumns") ? version["additionalPrinterColumns"]?.array ?? [] : []
    for (index, column) in columns.enumerated() {
      errors += self.column(column, "\(place("additionalPrinterColumns"))[\(index)]")
    }
    return errors
  }

  private static func scale(_ scale: JSON, _ path: String) -> [FieldError] {
    [("specReplicasPath", "spec"), ("statusReplicasPath", "status")].flatMap { key, root -> [FieldError] in
      let place = "\(path).\(key)"
      guard let text = scale[key]?.string, !text.isEmpty else { return [.required(place)] }
      if !text.hasPrefix(".") { return [.invalid(place, .string(text), "must be a simple json path starting with .")] }
      return text.hasPrefix(".\(root).")
        ? [] : [.invalid(place, .string(text), "should be a json path under .\(root)")]
    }
  }

  private static let columnTypes = ["boolean", "date", "integer", "number", "string"]
  private static let columnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]

  private static func column(_ column: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    func text(_ key: String) -> String { column[key]?.string ?? "" }
    if text("name").isEmpty { errors.append(.required("\(path).name")) }
    let types = "must be one of \(columnTypes.joined(separator: ","))"
    if text("type").isEmpty {
      errors.append(.required("\(path).type", types))
    } else if !columnTypes.contains(text("type")) {
      errors.append(.invalid("\(path).type", .string(text("type")), types))
    }
    if !text("format").isEmpty, !columnFormats.contains(text("format")) {
      errors.append(
        .invalid(
          "\(path).format", .string(text("format")), "must be one of \(columnFormats.joined(separator: ","))"))
    }
    if text("jsonPath").isEmpty {
      errors.append(.required("\(path).JSONPath"))
    } else if !text("jsonPath").hasPrefix(".") {
      errors.append(
        .invalid("\(path).JSONPath", .string(text("jsonPath")), "must be a simple json path starting with ."))
    }
    return errors
  }

  private static func names(_ names: JSON) -> [FieldError] {
    var errors: [FieldError] = []
    func text(_ key: String) -> String { names[key]?.string ?? "" }
    for key in ["plural", "singular", "kind", "listKind"] where text(key).isEmpty {
      errors.append(.required("spec.names.\(key)"))
    }
    for key in ["plural", "singular"] where !text(key).isEmpty {
      if let problem = NameRules.dnsLabel(text(key)) {
        errors.append(.invalid("spec.names.\(key)", .string(text(key)), problem))
      }
    }
    for key in ["kind", "listKind"] where !text(key).isEmpty {
      if let problem = NameRules.dnsLabel(text(key).lowercased()) {
        errors.append(
          .invalid(
            "spec.names.\(key)", .string(text(key)), "may have mixed case, but should otherwise match: \(problem)"))
      }
    }
    for key in ["shortNames", "categories"] {
      for (index, name) in (names[key]?.array ?? []).enumerated() {
        if let problem = NameRules.dnsLabel(name.string ?? "") {
          errors.append(.invalid("spec.names.\(key)[\(index)]", name, problem))
        }
      }
    }
    if !text("kind").isEmpty, text("kind") == text("listKind") {
      errors.append(
        .invalid("spec.names.listKind", .string(text("listKind")), "kind and listKind may not be the same"))
    }
    return errors
  }

  /// The versions in which objects may be stored have to stay.
  private static func stored(_ tree: JSON, _ versions: [JSON]) -> [FieldError] {
    let path = "status.storedVersions"
    let stored = tree[path: "status", "storedVersions"]?.array ?? []
    if stored.isEmpty { return [.invalid(path, .null, "must have at least one stored version")] }
    var errors: [FieldError] = []
    for version in versions where version["storage"]?.bool == true {
      if let name = version["name"], !stored.contains(name) {
        errors.append(.invalid(path, .array(stored), "must have the storage version \(name.string ?? "")"))
      }
    }
    for (index, name) in stored.enumerated() where !versions.contains(where: { $0["name"] == name }) {
      let text = name.string ?? ""
      errors.append(
        .invalid(
          "\(path)[\(index)]", name,
          "missing from spec.versions; \(text) was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in \(text) and removes \(text) from status.storedVersions"
        ))
    }
    return errors
  }
}
