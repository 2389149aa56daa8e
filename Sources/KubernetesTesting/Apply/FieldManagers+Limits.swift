import KubernetesCore

extension FieldManagers {
  /// Whether all of `managedFields` can be understood; what cannot is not taken over from clients.
  static func isReadable(_ entries: [JSON]) -> Bool {
    entries.allSatisfy { entry in
      ["Apply", "Update"].contains(entry["operation"]?.string ?? "") && entry["apiVersion"]?.isEmpty == false
        && entry["fieldsType"] == "FieldsV1" && FieldSet.isReadable(entry["fieldsV1"] ?? .emptyObject)
    }
  }

  /// What is wrong with the entries that a client has sent.
  static func errors(_ entries: [JSON], _ path: String) -> [FieldError] {
    let errors = entries.enumerated().flatMap { index, entry -> [FieldError] in
      let path = "\(path)[\(index)]"
      var errors = nameErrors(entry["manager"]?.string ?? "", "\(path).manager")
      if entry["subresource"]?.string?.utf8.count ?? 0 > 256 { errors.append(.tooLong("\(path).subresource", 256)) }
      return errors
    }
    // Looking at every field takes longer, and hardly any name is wrong.
    return errors.isEmpty || isReadable(entries) ? errors : []
  }

  /// Names of managers are short, and can be printed.
  static func nameErrors(_ name: String, _ path: String) -> [FieldError] {
    var errors: [FieldError] = name.utf8.count > 128 ? [.tooLong(path, 128)] : []
    var position = 0
    for scalar in name.unicodeScalars {
      if !scalar.isPrintable {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        errors.append(.invalid(path, .string(name), "invalid character U+\(code) (at position \(position))"))
      }
      position += UTF8.width(scalar)
    }
    return errors
  }

  /// The most updaters that are told apart.
  private static let maximumUpdaters = 10

  /// Puts the oldest updaters of a version together, so that not too many are left.
  mutating func cap() {
    let updaters = shares.keys.filter { !$0.isApplier }
    var surplus = updaters.count - Self.maximumUpdaters
    guard surplus > 0 else { return }
    let oldestFirst = updaters.sorted {
      (self[$0]?.time ?? "", $0.name, $0.version, $0.subresource)
        < (self[$1]?.time ?? "", $1.name, $1.version, $1.subresource)
    }
    var firsts: [String: Manager] = [:]
    for manager in oldestFirst where surplus > 0 {
      guard let share = self[manager] else { continue }
      let bucket = Manager(name: "ancient-changes", isApplier: false, version: manager.version, subresource: "")
      guard let first = firsts[manager.version] else {
        firsts[manager.version] = manager
        continue
      }
      if self[bucket] == nil {
        self[bucket] = self[first]
        self[first] = nil
      }
      let older = self[bucket]?.fields ?? FieldSet()
      self[manager] = nil
      self[bucket] = Share(fields: older.union(share.fields), version: share.version, time: share.time)
      surplus -= 1
    }
  }
}

extension Unicode.Scalar {
  /// Whether Go prints it: letters, marks, numbers, punctuation, symbols, and the space.
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: value == 0x20
    default: true
    }
  }
}

extension FieldSet {
  /// Whether every path of `fieldsV1` can be understood.
  static func isReadable(_ json: JSON) -> Bool {
    guard case .object(let object) = json else { return false }
    return object.members.allSatisfy {
      $0.key == "." || PathElement($0.key) != nil && isReadable($0.value)
    }
  }
}
