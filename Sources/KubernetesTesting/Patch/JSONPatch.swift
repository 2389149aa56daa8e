import KubernetesCore

/// RFC 6902, with the answers of the API server to what goes wrong.
enum JSONPatch {
  /// More operations than this are refused, as the API server does.
  static let maximumOperations = 10_000

  /// Applies the operations in order; all or nothing.
  static func apply(_ patch: JSON, to document: JSON) throws(APIError) -> JSON {
    guard case .array(let operations) = patch else {
      throw .badRequest(
        "error decoding patch: json: cannot unmarshal \(patch.goTypeName) into Go value of type []handlers.jsonPatchOp")
    }
    if operations.count > maximumOperations {
      throw APIError(
        413, .requestEntityTooLarge,
        "The allowed maximum operations in a JSON patch is \(maximumOperations), got \(operations.count)")
    }
    var document = document
    var budget = Budget()
    for operation in operations {
      try apply(operation, &document, &budget)
      try budget.check(document)
    }
    return document
  }

  /// What a patch may still do: a few operations that copy what others have copied double the document each time, in
  /// width or in depth.
  private struct Budget {
    /// How many bytes may still be copied; the API server allows 3 MiB in all.
    var copies = 3 << 20
    /// No part of the document is deeper than this.
    var depth = JSONParser.storedDepth

    /// Notes that a value has come to a path. What the patch brings along is as shallow as any body.
    mutating func note(_ path: [String], isLiteral: Bool) {
      depth = max(depth, path.count + (isLiteral ? JSONParser.maximumDepth : depth))
    }

    /// Refuses documents that are much too deep, when they may be; whoever reads the outcome is stricter.
    mutating func check(_ document: JSON) throws(APIError) {
      guard depth > 2 * JSONParser.storedDepth else { return }
      if document.isDeeper(than: JSONParser.storedDepth) { throw refused }
      depth = JSONParser.storedDepth
    }

    mutating func copy(_ value: JSON) throws(APIError) {
      copies -= value.size(upTo: copies + 1)
      if copies < 0 { throw refused }
    }
  }

  /// What operations have that operations do not have.
  static func unknownFields(_ patch: JSON) -> [String] {
    var fields: [String] = []
    for (index, operation) in (patch.array ?? []).enumerated() {
      for key in operation.object?.keys ?? [] where !["op", "path", "from", "value"].contains(key) && fields.count < 64
      {
        fields.append("unknown field \"[\(index)].\(key)\"")
      }
    }
    return fields
  }

  /// The API server hides which operation failed.
  static let refused = APIError(
    422, .invalid, "the server rejected our request due to an error in our request", details: .emptyObject)

  private static func apply(_ operation: JSON, _ document: inout JSON, _ budget: inout Budget) throws(APIError) {
    guard let path = operation["path"]?.string.flatMap(pointer) else { throw refused }
    switch operation["op"]?.string {
    case "add":
      guard let value = operation["value"] else { throw refused }
      budget.note(path, isLiteral: true)
      try add(path[...], value, &document)
    case "remove": _ = try remove(path[...], &document)
    case "replace":
      guard let value = operation["value"] else { throw refused }
      budget.note(path, isLiteral: true)
      if path.isEmpty {
        document = value
      } else {
        guard get(path[...], document) != nil else { throw refused }
        try replace(path[...], value, &document)
      }
    case "move":
      guard let from = operation["from"]?.string.flatMap(pointer), !path.starts(with: from) || path == from else {
        throw refused
      }
      let value = try remove(from[...], &document)
      budget.note(path, isLiteral: false)
      try add(path[...], value, &document)
    case "copy":
      guard let from = operation["from"]?.string.flatMap(pointer), let value = get(from[...], document) else {
        throw refused
      }
      try budget.copy(value)
      budget.note(path, isLiteral: false)
      try add(path[...], value, &document)
    case "test":
      guard get(path[...], document) ?? .null == operation["value"] ?? .null else { throw refused }
    default: throw .badRequest("invalid operation \(operation.text): unsupported operation")
    }
  }

  /// The parts of a JSON pointer; nil for text that is none.
  static func pointer(_ text: String) -> [String]? {
    if text.isEmpty { return [] }
    guard text.hasPrefix("/") else { return nil }
    return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      String($0.replacing("~1", with: "/").replacing("~0", with: "~"))
    }
  }

  private static func get(_ path: ArraySlice<String>, _ value: JSON) -> JSON? {
    guard let part = path.first else { return value }
    switch value {
    case .object(let object): return object[part].flatMap { get(path.dropFirst(), $0) }
    case .array(let list):
      guard let index = index(part, list.count) else { return nil }
      return get(path.dropFirst(), list[index])
    default: return nil
    }
  }

  /// The place in a list; negative numbers count from its end, as the API server's library has it.
  private static func index(_ part: String, _ count: Int) -> Int? {
    guard let index = Int(part), index < count, index >= -count else { return nil }
    return index < 0 ? index + count : index
  }

  private static func add(_ path: ArraySlice<String>, _ new: JSON, _ value: inout JSON) throws(APIError) {
    guard let part = path.first else {
      value = new
      return
    }
    switch value {
    case .object:
      if path.count == 1 {
        value[part] = new
      } else {
        guard var child = value[part] else { throw refused }
        try add(path.dropFirst(), new, &child)
        value[part] = child
      }
    case .array(var list):
      if path.count == 1 {
        guard let at = part == "-" ? list.count : index(part, list.count + 1) else { throw refused }
        list.insert(new, at: at)
      } else {
        guard let at = index(part, list.count) else { throw refused }
        try add(path.dropFirst(), new, &list[at])
      }
      value = .array(list)
    default: throw refused
    }
  }

  private static func replace(_ path: ArraySlice<String>, _ new: JSON, _ value: inout JSON) throws(APIError) {
    guard let part = path.first else {
      value = new
      return
    }
    if case .array(var list) = value {
      guard let at = index(part, list.count) else { throw refused }
      try replace(path.dropFirst(), new, &list[at])
      value = .array(list)
    } else {
      guard var child = value[part] else { throw refused }
      try replace(path.dropFirst(), new, &child)
      value[part] = child
    }
  }

  private static func remove(_ path: ArraySlice<String>, _ value: inout JSON) throws(APIError) -> JSON {
    guard let part = path.first else { throw refused }
    if case .array(var list) = value {
      guard let at = index(part, list.count) else { throw refused }
      let removed = path.count == 1 ? list.remove(at: at) : try remove(path.dropFirst(), &list[at])
      value = .array(list)
      return removed
    }
    guard var child = value[part] else { throw refused }
    if path.count == 1 {
      value[part] = nil
      return child
    }
    let removed = try remove(path.dropFirst(), &child)
    value[part] = child
    return removed
  }
}
