import KubernetesCore

/// Checks an applied configuration against the types of its fields, before anything is merged.
struct TypedConfiguration: Sendable {
  private let type: ObjectType?
  private let walker: FieldWalker
  /// Whose schema has more to say about the fields; nil for none.
  private let definition: ResourceDefinition?

  /// - Parameter other: The type of the configuration where it is not that of the resource, but of a subresource.
  init(_ definition: ResourceDefinition, as other: ObjectType? = nil) {
    type = other ?? definition.custom?.type ?? definition.type
    walker = FieldWalker(takesUnknownApart: definition.custom != nil && other == nil)
    self.definition = other == nil ? definition : nil
  }

  /// What is wrong, each with its path, in the words of the API server.
  func problems(of configuration: JSON) -> [String] {
    guard let type else { return [] }
    var problems: [String] = []
    check(configuration, .object(.inline(type)), [], &problems)
    guard let definition else { return problems }
    var pruned = configuration
    problems += CustomSchema.prune(&pruned, definition).map { ".\($0): field not declared in schema" }
    return problems
  }

  private func check(_ value: JSON, _ type: ObjectType.ValueType, _ path: FieldPath, _ problems: inout [String]) {
    guard problems.count < 64, !value.isNull else { return }
    func expected(_ what: String) { problems.append("\(path.text): expected \(what), got \(value.goName)") }
    switch type {
    case .atomic(let inner): check(value, inner, path, &problems)
    case .object(let reference):
      guard case .object(let object) = value else { return expected("map") }
      for member in object.members {
        let path = path + [.field(member.key)]
        if let field = reference.type[member.key] {
          check(member.value, field.value, path, &problems)
        } else if !reference.type.preservesUnknownFields, path.count > 1 || !Self.envelope.contains(member.key) {
          problems.append("\(path.text): field not declared in schema")
        }
      }
    case .map(_, let element):
      guard case .object(let object) = value else { return expected("map") }
      for member in object.members { check(member.value, element, path + [.field(member.key)], &problems) }
    case .list(let kind, let element):
      guard case .array(let list) = value else { return expected("list") }
      checkElements(list, kind, element, path, &problems)
    case .string, .bytes, .time, .microTime: if value.string == nil { expected("string") }
    case .boolean: if value.bool == nil { expected("boolean") }
    case .int32, .int64, .number: if value.double == nil { expected("numeric (int or float)") }
    case .quantity, .intOrString, .any: break
    }
  }

  private static let envelope: Set<String> = ["apiVersion", "kind", "metadata"]

  private func checkElements(
    _ list: [JSON], _ kind: ObjectType.ListKind, _ element: ObjectType.ValueType, _ path: FieldPath,
    _ problems: inout [String]
  ) {
    var seen: Set<PathElement> = []
    for (index, entry) in list.enumerated() {
      let place: PathElement
      switch kind {
      case .atomic: place = .index(index)
      case .set: place = .value(entry)
      case .map(let keys):
        place = walker.element(entry, keys: keys, element)
        if case .key(let values) = place, values.isEmpty {
          let names = keys.map { JSON.string($0).text }.joined(separator: " ")
          problems.append(
            "\(path.text): element \(index): associative list with keys has an element that omits all key fields [\(names)] (and doesn't have default values for any key fields)"
          )
          continue
        }
      }
      if kind != .atomic, !seen.insert(place).inserted {
        problems.append("\(path.text): duplicate entries for key \([place].text)")
      }
      check(entry, element, path + [place], &problems)
    }
  }
}

extension JSON {
  /// What it is, as the type checker of applied configurations names it.
  fileprivate var goName: String {
    switch self {
    case .string: "string"
    case .int, .double: "number"
    case .bool: "boolean"
    case .array: "list"
    case .object: "map"
    case .null: "null"
    }
  }
}
