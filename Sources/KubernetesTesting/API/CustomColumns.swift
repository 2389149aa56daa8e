import KubernetesCore

/// The `additionalPrinterColumns` of a custom resource.
enum CustomColumns {
  static func columns(_ custom: CustomResource) -> [TableColumns.Column] {
    if custom.columns.isEmpty {
      var age = TableColumns.age
      age.type = "date"
      return [TableColumns.name, age]
    }
    return [TableColumns.name]
      + custom.columns.map { column in
        let path = (column["jsonPath"]?.string ?? "").split(separator: ".").map(String.init)
        let type = column["type"]?.string ?? "string"
        return TableColumns.Column(
          name: column["name"]?.string ?? "", type: type, format: column["format"]?.string ?? "",
          priority: Int(column["priority"]?.int ?? 0)
        ) { object, now in
          let value = SimplePath.value(object, path)
          if type == "date" { return .string(TableColumns.age(value, now)) }
          return value ?? .null
        }
      }
  }
}

/// The part of JSONPath that printer columns and scale paths use.
enum SimplePath {
  /// Follows member names; `[0]` behind a name takes an element, `[?(@.type=="x")]` the first that matches.
  static func value(_ json: JSON, _ path: [String]) -> JSON? {
    var value = json
    for part in joined(path) {
      let name = part.prefix { $0 != "[" }
      if !name.isEmpty {
        guard let next = value[String(name)] else { return nil }
        value = next
      }
      var rest = part.dropFirst(name.count)
      while rest.first == "[" {
        let inner = rest.dropFirst().prefix { $0 != "]" }
        rest = rest.dropFirst(inner.count + 2)
        guard let list = value.array, let element = element(of: list, inner) else { return nil }
        value = element
      }
    }
    return value
  }

  /// Puts back together what was split inside brackets.
  private static func joined(_ path: [String]) -> [String] {
    path.reduce(into: [String]()) { parts, part in
      if let last = parts.last, last.contains("["), last.filter({ $0 == "[" }).count != last.filter({ $0 == "]" }).count
      {
        parts[parts.count - 1] = last + "." + part
      } else {
        parts.append(part)
      }
    }
  }

  private static func element(of list: [JSON], _ inner: Substring) -> JSON? {
    if let index = Int(inner) { return list.indices.contains(index) ? list[index] : nil }
    if inner == "*" { return list.first }
    guard inner.hasPrefix("?(@."), inner.hasSuffix(")") else { return nil }
    let condition = inner.dropFirst(4).dropLast()
    guard let equals = condition.firstRange(of: "==") else { return nil }
    let key = String(condition[..<equals.lowerBound].trimmed)
    let wanted = condition[equals.upperBound...].trimmed.filter { $0 != "\"" && $0 != "'" }
    return list.first { $0[key]?.string == wanted }
  }
}
