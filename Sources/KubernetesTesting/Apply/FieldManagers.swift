import KubernetesCore

/// Who owns which fields of one object: `metadata.managedFields` taken apart.
struct FieldManagers: Sendable {
  /// Who owns fields, and by which kind of call.
  struct Manager: Hashable, Sendable {
    var name: String
    var isApplier: Bool
    /// The version that an updater wrote in; empty for appliers, who are one manager in all versions.
    var version: String
    var subresource: String

    /// How conflicts name it.
    var description: String {
      var text = JSON.string(name).text
      if !subresource.isEmpty { text += " with subresource \(JSON.string(subresource).text)" }
      return isApplier ? text : "\(text) using \(version)"
    }
  }

  /// The fields of one manager.
  struct Share: Sendable {
    var fields: FieldSet
    var version: String
    var time: String?
  }

  private(set) var shares: [Manager: Share] = [:]

  /// No managers.
  init() {}

  /// Reads `managedFields`.
  init(_ json: JSON?) {
    for entry in json?.array ?? [] {
      let version = entry["apiVersion"]?.string ?? ""
      let isApplier = entry["operation"]?.string == "Apply"
      let manager = Manager(
        name: entry["manager"]?.string ?? "", isApplier: isApplier, version: isApplier ? "" : version,
        subresource: entry["subresource"]?.string ?? "")
      shares[manager] = Share(
        fields: FieldSet(entry["fieldsV1"] ?? .emptyObject), version: version, time: entry["time"]?.string)
    }
  }

  /// The form of `managedFields`; nil when nobody owns anything.
  var json: JSON? {
    let entries = shares.filter { !$0.value.fields.isEmpty }
    if entries.isEmpty { return nil }
    return .array(
      entries.sorted { a, b in
        let x = (a.key.isApplier ? 0 : 1, a.value.time ?? "", a.key.name, a.value.version, a.key.subresource)
        let y = (b.key.isApplier ? 0 : 1, b.value.time ?? "", b.key.name, b.value.version, b.key.subresource)
        return x < y
      }.map { manager, share in
        var entry = JSON.emptyObject
        entry["manager"] = .string(manager.name)
        entry["operation"] = manager.isApplier ? "Apply" : "Update"
        entry["apiVersion"] = .string(share.version)
        if let time = share.time { entry["time"] = .string(time) }
        entry["fieldsType"] = "FieldsV1"
        entry["fieldsV1"] = share.fields.json
        if !manager.subresource.isEmpty { entry["subresource"] = .string(manager.subresource) }
        return entry
      })
  }

  subscript(manager: Manager) -> Share? {
    get { shares[manager] }
    set { shares[manager] = newValue }
  }

  /// What everybody else owns.
  func fields(exceptOf manager: Manager) -> FieldSet {
    shares.filter { $0.key != manager }.values.reduce(FieldSet()) { $0.union($1.fields) }
  }

  /// Whose fields a change touches.
  func conflicts(_ changed: FieldSet, exceptOf manager: Manager) -> [(manager: Manager, path: FieldPath)] {
    shares.filter { $0.key != manager }.sorted { $0.key.description < $1.key.description }.flatMap { other, share in
      share.fields.intersection(changed).paths.map { (other, $0) }
    }
  }

  /// Takes fields away from everybody but one.
  mutating func take(_ fields: FieldSet, for manager: Manager) {
    for other in shares.keys where other != manager {
      if let rest = shares[other]?.fields.subtracting(fields) { shares[other]?.fields = rest }
      if shares[other]?.fields.isEmpty == true { shares[other] = nil }
    }
  }

  /// Forgets fields that are no longer there.
  mutating func forget(_ fields: FieldSet) {
    for manager in shares.keys {
      if let rest = shares[manager]?.fields.subtracting(fields) { shares[manager]?.fields = rest }
      if shares[manager]?.fields.isEmpty == true { shares[manager] = nil }
    }
  }

  /// The answer to an apply that touches other managers' fields.
  static func conflictError(_ conflicts: [(manager: Manager, path: FieldPath)]) -> APIError {
    let causes = conflicts.map { conflict -> JSON in
      [
        "reason": "FieldManagerConflict", "message": .string("conflict with \(conflict.manager.description)"),
        "field": .string(conflict.path.text),
      ]
    }
    var message: String
    if conflicts.count == 1, let only = conflicts.first {
      message = "Apply failed with 1 conflict: conflict with \(only.manager.description): \(only.path.text)"
    } else {
      message = "Apply failed with \(conflicts.count) conflicts: "
      var lines: [String] = []
      for (manager, list) in Dictionary(grouping: conflicts, by: { $0.manager }).sorted(by: {
        $0.key.description < $1.key.description
      }) {
        lines.append("conflicts with \(manager.description):")
        lines += list.map { "- \($0.path.text)" }
      }
      message += lines.joined(separator: "\n")
    }
    return APIError(409, .conflict, message, details: ["causes": .array(causes)])
  }
}
