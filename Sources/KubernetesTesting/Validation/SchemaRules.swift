import KubernetesCore

/// Applies the rules of types down a tree: required fields, allowed values, and ``TypeRules`` and ``StructureRules``.
enum SchemaRules {
  /// Deeper trees and longer lists of mistakes than these are no use to anybody.
  private static let (maximumDepth, maximumErrors) = (24, 64)

  static func descend(
    _ value: JSON, _ type: ObjectType.ValueType, _ path: String, _ errors: inout [FieldError], depth: Int
  ) {
    switch type {
    case .object(let reference) where value.object != nil:
      check(value, reference.type, path, &errors, depth: depth + 1)
    case .atomic(let inner): descend(value, inner, path, &errors, depth: depth)
    case .list(_, let element):
      let list = value.array ?? []
      for (index, member) in list.enumerated() {
        descend(member, element, "\(path)[\(index)]", &errors, depth: depth)
      }
      if case .object(let reference) = element { errors += repeated(list, reference.type, path) }
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

  private static func check(_ value: JSON, _ type: ObjectType, _ path: String, _ errors: inout [FieldError], depth: Int)
  {
    guard depth < maximumDepth, errors.count < maximumErrors else { return }
    let own = TypeRules.fields(of: type)
    for rules in own {
      for rule in rules.rules { errors += rule.problems(value[rules.name], "\(path).\(rules.name)") }
    }
    for field in type.fields {
      let place = "\(path).\(field.name)"
      let isOwn = own.contains { $0.name == field.name }
      guard let member = value[field.name], !member.isNull else {
        if field.isRequired, field.defaultValue == nil, !isOwn { errors.append(.required(place)) }
        continue
      }
      if !isOwn {
        if field.isRequired, field.isMeaningless(member) { errors.append(.required(place)) }
        if !field.allowed.isEmpty, let text = member.string, !text.isEmpty, !field.allowed.contains(text) {
          errors.append(.notSupported(place, member, field.allowed))
        }
      }
      descend(member, field.value, place, &errors, depth: depth)
    }
    errors += StructureRules.errors(value, type, path)
  }

  /// Elements that cannot be told apart.
  private static func repeated(_ list: [JSON], _ type: ObjectType, _ path: String) -> [FieldError] {
    TypeRules.fields(of: type).filter { $0.rules.contains(.unique) }.flatMap { field -> [FieldError] in
      var seen: Set<JSON> = []
      return list.enumerated().compactMap { index, element in
        guard let key = element[field.name], !key.isEmpty, !seen.insert(key).inserted else { return nil }
        return .duplicate("\(path)[\(index)].\(field.name)", key)
      }
    }
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
