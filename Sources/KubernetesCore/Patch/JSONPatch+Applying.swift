extension JSONPatch {
  /// The deepest nesting that a patch may make.
  public static let largestDepth = 512
  /// The most values that the `copy` operations of one patch may add together; 64 bytes of text count as one more.
  public static let largestCopy = 100_000
  /// How many values may be looked through to see how deep `move` operations nest what they move.
  static let largestSearch = 4_000_000

  /// Makes all changes to a copy of `document`.
  ///
  /// The document is changed in place where nothing else refers to it. Limits keep a small patch from making a huge
  /// document out of copies of itself, see ``largestCopy`` and ``largestDepth``.
  ///
  /// - Throws: ``JSONPatchError`` with the number of the operation; none of the changes is made then.
  public func applied(to document: JSONValue) throws(JSONPatchError) -> JSONValue {
    guard operations.count <= Self.largestOperationCount else {
      throw JSONPatchError(.tooLarge, "more than \(Self.largestOperationCount) operations")
    }
    var document = document
    var cost = JSONPatch.Cost()
    for (index, operation) in operations.enumerated() {
      do throws(JSONPatchError) {
        try operation.apply(to: &document, &cost)
      } catch {
        throw JSONPatchError(error.code, error.message, operation: index)
      }
    }
    return document
  }
}

extension JSONPatch {
  /// What the operations of one patch have cost so far.
  fileprivate struct Cost {
    var copied = 0
    var searched = 0
  }
}

extension JSONPatch.Operation {
  fileprivate func apply(to document: inout JSONValue, _ cost: inout JSONPatch.Cost) throws(JSONPatchError) {
    switch self {
    case .add(let path, let value):
      try document.add(value, at: path, depth: value.depth)
    case .remove(let path):
      _ = try document.remove(at: path)
    case .replace(let path, let value):
      _ = try document.resolve(path)
      try document.replace(at: path, with: value)
    case .move(let from, let path):
      if from == path { return _ = try document.resolve(from) }
      if path.isWithin(from) {
        throw JSONPatchError(.invalidPlace, "a value cannot be moved into itself: \(from) to \(path)")
      }
      let value = try document.remove(at: from)
      // What comes to lie no deeper than it did is not nested too deep.
      let depth = path.tokens.count <= from.tokens.count ? 0 : value.depth(counting: &cost.searched)
      if cost.searched > JSONPatch.largestSearch {
        throw JSONPatchError(.tooLarge, "the patch moves more than \(JSONPatch.largestSearch) values to deeper places")
      }
      try document.add(value, at: path, depth: depth)
    case .copy(let from, let path):
      let value = try document.resolve(from)
      cost.copied += value.nodeCount
      if cost.copied > JSONPatch.largestCopy {
        throw JSONPatchError(.tooLarge, "the patch copies more than \(JSONPatch.largestCopy) values")
      }
      try document.add(value, at: path, depth: value.depth)
    case .test(let path, let expected):
      guard try document.resolve(path).equalsNumerically(expected) else {
        throw JSONPatchError(.testFailed, "the value at \(Self.name(path)) is not the expected one")
      }
    }
  }

  fileprivate static func name(_ path: JSONPointer) -> String {
    path.tokens.isEmpty ? "the root" : SelectorError.quoted(path.description)
  }
}

extension JSONValue {
  /// The value at the place that a pointer names.
  ///
  /// - Throws: ``JSONPatchError`` with the code `missing`.
  public func resolve(_ path: JSONPointer) throws(JSONPatchError) -> JSONValue {
    var value = self
    for token in path.tokens {
      guard let next = value.child(token) else { throw Self.missing(path) }
      value = next
    }
    return value
  }

  private func child(_ token: String) -> JSONValue? {
    switch self {
    case .object(let object): object[token]
    case .array(let array): Self.index(token, upTo: array.count - 1).map { array[$0] }
    default: nil
    }
  }

  fileprivate mutating func add(_ value: JSONValue, at path: JSONPointer, depth: Int) throws(JSONPatchError) {
    if path.tokens.count + depth > JSONPatch.largestDepth {
      throw JSONPatchError(.tooLarge, "nested deeper than \(JSONPatch.largestDepth)")
    }
    guard let last = path.tokens.last else {
      self = value
      return
    }
    try change(path.tokens.dropLast(), path) { (parent) throws(JSONPatchError) in
      switch parent {
      case .object(var object):
        parent = .null
        object[last] = value
        parent = .object(object)
      case .array(var array):
        guard let index = last == "-" ? array.count : Self.index(last, upTo: array.count) else {
          throw JSONPatchError(.invalidPlace, "not an index of the array: \(JSONPatch.Operation.name(path))")
        }
        parent = .null
        array.insert(value, at: index)
        parent = .array(array)
      default:
        throw JSONPatchError(
          .invalidPlace, "neither an object nor an array holds \(JSONPatch.Operation.name(path))")
      }
    }
  }

  fileprivate mutating func replace(at path: JSONPointer, with value: JSONValue) throws(JSONPatchError) {
    if path.tokens.count + value.depth > JSONPatch.largestDepth {
      throw JSONPatchError(.tooLarge, "nested deeper than \(JSONPatch.largestDepth)")
    }
    try change(path.tokens[...], path) { (target) throws(JSONPatchError) in target = value }
  }

  fileprivate mutating func remove(at path: JSONPointer) throws(JSONPatchError) -> JSONValue {
    guard let last = path.tokens.last else {
      throw JSONPatchError(.invalidPlace, "the whole document cannot be removed")
    }
    var removed: JSONValue?
    try change(path.tokens.dropLast(), path) { (parent) throws(JSONPatchError) in
      switch parent {
      case .object(var object):
        removed = object[last]
        parent = .null
        object[last] = nil
        parent = .object(object)
      case .array(var array):
        guard let index = Self.index(last, upTo: array.count - 1) else { return }
        parent = .null
        removed = array.remove(at: index)
        parent = .array(array)
      default: break
      }
    }
    guard let removed else { throw Self.missing(path) }
    return removed
  }

  /// Changes the value at the end of `tokens` in place: on the way down each container is taken out of its parent, so
  /// that nothing but this call refers to it and nothing is copied.
  private mutating func change(
    _ tokens: ArraySlice<String>, _ path: JSONPointer, _ body: (inout JSONValue) throws(JSONPatchError) -> Void
  ) throws(JSONPatchError) {
    guard let token = tokens.first else { return try body(&self) }
    switch self {
    case .object(var object):
      guard var child = object[token] else { throw Self.missing(path) }
      self = .null
      object[token] = .null
      // A failure leaves a half-taken document behind; `applied(to:)` throws it away.
      try child.change(tokens.dropFirst(), path, body)
      object[token] = child
      self = .object(object)
    case .array(var array):
      guard let index = Self.index(token, upTo: array.count - 1) else { throw Self.missing(path) }
      self = .null
      try array[index].change(tokens.dropFirst(), path, body)
      self = .array(array)
    default: throw Self.missing(path)
    }
  }

  /// An index without sign and leading zeros, not above `largest`.
  private static func index(_ token: String, upTo largest: Int) -> Int? {
    let digits = token.utf8
    guard let first = digits.first, digits.allSatisfy({ $0 &- 0x30 <= 9 }), first != 0x30 || digits.count == 1,
      let index = Int(token), index <= largest
    else { return nil }
    return index
  }

  private static func missing(_ path: JSONPointer) -> JSONPatchError {
    JSONPatchError(.missing, "there is no value at \(JSONPatch.Operation.name(path))")
  }
}
