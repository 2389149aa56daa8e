import KubernetesCore

/// Decides which names a definition of custom resources gets: those that no other of its group has.
struct DefinitionNames {
  /// The accepted names of all definitions of the group, also those of this one.
  let accepted: [JSON]
  let now: Time

  /// Writes into the status which names are accepted, and whether the resource is served.
  func settle(_ tree: inout JSON) {
    let wanted = tree[path: "spec", "names"] ?? .emptyObject
    let own = tree[path: "status", "acceptedNames"] ?? .emptyObject
    if wanted == own, Self.condition("Established", of: tree)?["status"] == "True" { return }
    let resources = Set(
      accepted.flatMap { names in
        ["plural", "singular"].compactMap { names[$0]?.string }
          + (names["shortNames"]?.array ?? []).compactMap(\.string)
      })
    let kinds = Set(accepted.flatMap { names in ["kind", "listKind"].compactMap { names[$0]?.string } })
    var names = own
    var conflict: (reason: String, message: String)?
    func problem(_ key: String, _ used: Set<String>) -> String? {
      guard let name = wanted[key]?.string, name != own[key]?.string, used.contains(name) else { return nil }
      return "\(JSON.string(name).text) is already in use"
    }
    for (key, used, reason) in [
      ("plural", resources, "PluralConflict"), ("singular", resources, "SingularConflict"), ("shortNames", [], ""),
      ("kind", kinds, "KindConflict"), ("listKind", kinds, "ListKindConflict"),
    ] {
      if key == "shortNames" {
        let taken = shortNames(wanted, own, resources)
        if taken.isEmpty {
          names[key] = wanted[key]
        } else {
          let text = taken.joined(separator: ", ")
          conflict = ("ShortNamesConflict", taken.count == 1 ? text : "[\(text)]")
        }
      } else if let problem = problem(key, used) {
        conflict = (reason, problem)
      } else {
        names[key] = wanted[key]
      }
    }
    names["categories"] = wanted["categories"]
    tree[path: ["status", "acceptedNames"]] = names
    set(
      "NamesAccepted", conflict == nil, conflict?.reason ?? "NoConflicts", conflict?.message ?? "no conflicts found",
      &tree)
    if Self.condition("Established", of: tree)?["status"] == "True" { return }
    if conflict == nil {
      set("Established", true, "InitialNamesAccepted", "the initial names have been accepted", &tree)
    } else {
      set("Established", false, "NotAccepted", "not all names are accepted", &tree)
    }
  }

  private func shortNames(_ wanted: JSON, _ own: JSON, _ used: Set<String>) -> [String] {
    let have = Set((own["shortNames"]?.array ?? []).compactMap(\.string))
    return (wanted["shortNames"]?.array ?? []).compactMap(\.string)
      .filter { !have.contains($0) && used.contains($0) }
      .map { "\(JSON.string($0).text) is already in use" }
  }

  static func condition(_ type: String, of tree: JSON) -> JSON? {
    (tree[path: "status", "conditions"]?.array ?? []).first { $0["type"]?.string == type }
  }

  /// Sets a condition; its time stays when it was that before.
  private func set(_ type: String, _ isTrue: Bool, _ reason: String, _ message: String, _ tree: inout JSON) {
    let status: JSON = isTrue ? "True" : "False"
    let old = Self.condition(type, of: tree)
    let time = old?["status"] == status ? old?["lastTransitionTime"] : nil
    let condition: JSON = [
      "type": .string(type), "status": status, "lastTransitionTime": time ?? .string(now.description),
      "reason": .string(reason), "message": .string(message),
    ]
    var list = tree[path: "status", "conditions"]?.array ?? []
    if let at = list.firstIndex(where: { $0["type"]?.string == type }) {
      list[at] = condition
    } else {
      list.append(condition)
    }
    tree[path: ["status", "conditions"]] = .array(list)
  }
}
