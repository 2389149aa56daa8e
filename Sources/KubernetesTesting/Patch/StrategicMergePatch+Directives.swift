/// The directives of strategic merge patches, and what is wrong with them.
extension StrategicMergePatch {
  /// What an object becomes whose patch says that it does not merge.
  static func obeyed(_ directive: JSON, _ patch: JSONObject) throws(APIError) -> JSON {
    switch directive.string {
    case "replace":
      var rest = patch
      rest["$patch"] = nil
      return .object(rest)
    case "delete": return .emptyObject
    default:
      throw APIError(500, nil, "unknown patch type: \(directive.goText) in map: \(JSON.object(patch).goText)")
    }
  }

  /// Takes away what a patch does not retain; what it sets it has to retain.
  static func retain(_ retained: JSON, _ patch: JSONObject, _ target: inout JSONObject) throws(APIError) {
    let refused = APIError.badRequest("invalid patch format of retainKeys")
    guard let list = retained.array else { throw refused }
    let keys = Set(list.compactMap(\.string))
    for member in patch.members
    where !member.value.isNull && !member.key.hasPrefix("$deleteFromPrimitiveList")
      && !member.key.hasPrefix("$setElementOrder") && !keys.contains(member.key)
    {
      throw refused
    }
    target.removeAll { !keys.contains($0.key) }
  }

  /// An order is a list, is one of lists, and holds what the patch gives, in the same order.
  static func checkOrder(
    _ order: JSON, of key: String, _ patch: JSONObject, _ target: JSONObject, _ type: ObjectType?
  ) throws(APIError) {
    for value in [order, target[key], patch[key]] {
      guard let value, value.array == nil else { continue }
      throw APIError(500, nil, "expected a []interface {}, but received a \(value.goType)")
    }
    guard let wanted = order.array, !wanted.isEmpty, let given = patch[key]?.array, !given.isEmpty else { return }
    let mergeKey = type?[key]?.patchMergeKey
    var place = 0
    for element in given where mergeKey == nil || element["$patch"] == nil {
      while place < wanted.count, try identity(element, mergeKey) != identity(wanted[place], mergeKey) { place += 1 }
      guard place < wanted.count else {
        throw APIError(
          500, nil,
          "The order in patch list:\n\(JSON.array(given).goText)\n doesn't match $setElementOrder list:\n\(order.goText)\n"
        )
      }
      place += 1
    }
  }

  /// What an element of a list is told apart by.
  private static func identity(_ element: JSON, _ mergeKey: String?) throws(APIError) -> JSON {
    guard let mergeKey else { return element }
    guard element.object != nil else {
      throw APIError(500, nil, "expected a map[string]interface {}, but received a \(element.goType)")
    }
    guard let value = element[mergeKey] else {
      throw APIError(500, nil, "map: \(element.goText) does not contain declared merge key: \(mergeKey)")
    }
    return value
  }
}

extension JSON {
  /// The type that Go decodes the value into.
  fileprivate var goType: String {
    switch self {
    case .null: "<nil>"
    case .bool: "bool"
    case .int: "int64"
    case .double: "float64"
    case .string: "string"
    case .array: "[]interface {}"
    case .object: "map[string]interface {}"
    }
  }
}
