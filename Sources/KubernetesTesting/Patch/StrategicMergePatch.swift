import KubernetesCore

/// Kubernetes' strategic merge patch: lists merge by the keys of the schema; `$patch`, `$retainKeys`,
/// `$deleteFromPrimitiveList/` and `$setElementOrder/` are obeyed.
struct StrategicMergePatch {
  /// Applies a patch to an object of a type.
  static func apply(_ patch: JSON, to target: JSON, type: ObjectType?) throws(APIError) -> JSON {
    guard case .object(let changes) = patch else {
      throw .badRequest(
        "json: cannot unmarshal \(patch.goTypeName) into Go value of type map[string]interface {}")
    }
    guard case .object(let object) = target else { return try merge(changes, into: JSONObject(), type) }
    return try merge(changes, into: object, type)
  }

  private static let setOrder = "$setElementOrder/"
  private static let deleteFrom = "$deleteFromPrimitiveList/"

  private static func merge(_ patch: JSONObject, into target: JSONObject, _ type: ObjectType?) throws(APIError) -> JSON
  {
    var patch = patch
    var target = target
    if let directive = patch["$patch"] { return try obeyed(directive, patch) }
    if let retained = patch["$retainKeys"] {
      patch["$retainKeys"] = nil
      try retain(retained, patch, &target)
    }
    for member in patch.members where member.key.hasPrefix(setOrder) {
      try checkOrder(member.value, of: String(member.key.dropFirst(setOrder.count)), patch, target, type)
    }
    for member in patch.members where member.key.hasPrefix(deleteFrom) {
      let key = String(member.key.dropFirst(deleteFrom.count))
      if case .array(let list)? = target[key] {
        let removed = member.value.array ?? []
        target[key] = .array(list.filter { !removed.contains($0) })
      }
    }
    var ordered = Set<String>()
    for member in patch.members where !member.key.hasPrefix("$") {
      let key = member.key
      if member.value.isNull {
        target[key] = nil
        continue
      }
      let field = type?[key]
      let order = patch[setOrder + key]?.array
      if order != nil { ordered.insert(key) }
      // What is new is taken as it is, without its directives and without nulls.
      if target[key] == nil, member.value.object != nil {
        target[key] = plain(member.value)
        continue
      }
      target[key] = try value(member.value, into: target[key], field: field, fieldType: field?.value, order: order, key)
    }
    for member in patch.members where member.key.hasPrefix(setOrder) {
      let key = String(member.key.dropFirst(setOrder.count))
      guard !ordered.contains(key), case .array(let list)? = target[key], let order = member.value.array else {
        continue
      }
      target[key] = .array(arranged(list, order, live: list, key: type?[key]?.patchMergeKey))
    }
    return .object(target)
  }

  private static func value(
    _ patch: JSON, into target: JSON?, field: ObjectType.Field?, fieldType: ObjectType.ValueType?, order: [JSON]?,
    _ name: String
  ) throws(APIError) -> JSON {
    switch patch {
    case .object(let changes):
      var childType: ObjectType?
      switch fieldType {
      case .object(let reference): childType = reference.type
      case .atomic(.object(let reference)): childType = reference.type
      case .map(_, .object(let reference)):
        // The values of a map merge one by one.
        if let directive = changes["$patch"] { return try obeyed(directive, changes) }
        var result = target?.object ?? JSONObject()
        for member in changes.members {
          if member.value.isNull {
            result[member.key] = nil
          } else {
            result[member.key] = try apply(member.value, to: result[member.key] ?? .emptyObject, type: reference.type)
          }
        }
        return .object(result)
      default: break
      }
      return try merge(changes, into: target?.object ?? JSONObject(), childType)
    case .array(let elements):
      guard field?.patchStrategies.contains(.merge) == true else {
        return .array(elements.filter { $0["$patch"] == nil })
      }
      let old = target?.array ?? []
      guard case .list(_, let element)? = fieldType, let key = field?.patchMergeKey else {
        var merged = old
        for value in elements where !merged.contains(value) { merged.append(value) }
        return .array(arranged(merged, order ?? elements, live: old, key: nil))
      }
      var elementType: ObjectType?
      if case .object(let reference) = element { elementType = reference.type }
      return .array(try list(elements, into: old, key: key, elementType, order: order, name))
    default: return patch
    }
  }

  private static func list(
    _ patch: [JSON], into old: [JSON], key: String, _ type: ObjectType?, order: [JSON]?, _ name: String
  ) throws(APIError) -> [JSON] {
    for element in patch {
      guard let directive = element["$patch"] else { continue }
      switch directive.string {
      case "delete", "replace": break
      case "merge": throw APIError(500, nil, "merging lists cannot yet be specified in the patch")
      default: throw APIError(500, nil, "unknown patch type: \(directive.goText) in map: \(element.goText)")
      }
    }
    if patch.contains(where: { $0["$patch"]?.string == "replace" }) {
      return patch.filter { $0["$patch"] == nil }
    }
    var result = old
    var added: [JSON] = []
    var named: [JSON] = []
    for element in patch {
      guard let identity = element[key] else {
        throw APIError(500, nil, "map: \(element.goText) does not contain declared merge key: \(key)")
      }
      if element["$patch"]?.string == "delete" {
        result.removeAll { $0[key] == identity }
        continue
      }
      named.append(element)
      if let at = result.firstIndex(where: { $0[key] == identity }) {
        result[at] = try apply(element, to: result[at], type: type)
      } else {
        added.append(try apply(element, to: .emptyObject, type: type))
      }
    }
    return arranged(result + added, order ?? named, live: old, key: key)
  }

  /// A new value as it is taken over; nil for one that only gives a directive.
  private static func plain(_ value: JSON) -> JSON? {
    switch value {
    case .object(let object):
      if object["$patch"] != nil { return nil }
      var result = JSONObject()
      for member in object.members where !member.value.isNull {
        if let inner = plain(member.value) { result.appendUnchecked(member.key, inner) }
      }
      return .object(result)
    case .array(let list): return .array(list.compactMap(plain))
    default: return value
    }
  }

  /// Orders a merged list: what the patch names in the order of the patch, and between it what only the server has, each
  /// before the first that it preceded in the live list.
  private static func arranged(_ list: [JSON], _ order: [JSON], live: [JSON], key: String?) -> [JSON] {
    func identity(_ value: JSON) -> JSON { key.map { value[$0] ?? .null } ?? value }
    let wanted = order.map(identity)
    let places = live.map(identity)
    var named: [(Int, JSON)] = []
    var others: [JSON] = []
    for element in list {
      if let at = wanted.firstIndex(of: identity(element)) {
        named.append((at, element))
      } else {
        others.append(element)
      }
    }
    named.sort { $0.0 < $1.0 }
    var result: [JSON] = []
    var rest = others[...]
    for (_, element) in named {
      let place = places.firstIndex(of: identity(element))
      while let other = rest.first, let place, let at = places.firstIndex(of: identity(other)), at < place {
        result.append(other)
        rest = rest.dropFirst()
      }
      result.append(element)
    }
    return result + rest
  }
}
