/// One step into a ``JSONValue``: a member's name or an element's index. Literals of both are steps.
public enum JSONPathElement: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// Into the member of that name.
  case member(String)
  /// Into the element at that index.
  case element(Int)

  /// A member's name.
  public init(stringLiteral value: String) { self = .member(value) }
  /// An element's index.
  public init(integerLiteral value: Int) { self = .element(value) }
}

extension JSONValue {
  /// The value at the end of a path; nil when a step leads nowhere.
  public func value(at path: [JSONPathElement]) -> JSONValue? {
    var value = self
    for step in path {
      let next: JSONValue? =
        switch step {
        case .member(let name): value[name]
        case .element(let index): value[index]
        }
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// Puts a value at the end of a path; nil removes what is there.
  ///
  /// Objects on the way that are missing, or `null`, are made. An index may be that of an element or one behind the
  /// last, where the value is appended.
  ///
  /// - Throws: ``WireError`` with the code `typeMismatch` where the path leads through something that has no such
  ///   steps, and `outOfRange` for an index beyond the end; the value is then unchanged.
  public mutating func set(_ newValue: JSONValue?, at path: [JSONPathElement]) throws(WireError) {
    try set(newValue, at: path[...], from: path)
  }

  private mutating func set(
    _ newValue: JSONValue?, at rest: ArraySlice<JSONPathElement>, from path: [JSONPathElement]
  ) throws(WireError) {
    guard let step = rest.first else {
      self = newValue ?? .null
      return
    }
    let following = rest.dropFirst()
    switch (step, self) {
    case (.member(let name), .object(var object)):
      if following.isEmpty {
        self = .null
        object[name] = newValue
      } else {
        if newValue == nil, object[name] == nil { return }
        var child = object[name] ?? .null
        try child.set(newValue, at: following, from: path)
        self = .null
        object[name] = child
      }
      self = .object(object)
    case (.member(let name), .null):
      guard newValue != nil else { return }
      var child = JSONValue.null
      try child.set(newValue, at: following, from: path)
      self = .object([name: child])
    case (.element(let index), .array(var elements)):
      guard index >= 0, index < elements.count || index == elements.count && newValue != nil else {
        throw WireError(
          .outOfRange, "there are only \(elements.count) elements", path: Self.render(path[..<rest.startIndex]))
      }
      if following.isEmpty, newValue == nil {
        self = .null
        elements.remove(at: index)
      } else {
        var child = index < elements.count ? elements[index] : .null
        try child.set(newValue, at: following, from: path)
        self = .null
        if index < elements.count { elements[index] = child } else { elements.append(child) }
      }
      self = .array(elements)
    case (.element(0), .null) where newValue != nil:
      var child = JSONValue.null
      try child.set(newValue, at: following, from: path)
      self = .array([child])
    default:
      throw WireError(
        .typeMismatch, "the path leads through a value without such members",
        path: Self.render(path[..<rest.startIndex]))
    }
  }

  private static func render(_ path: ArraySlice<JSONPathElement>) -> String {
    path.reduce(into: "") { text, step in
      switch step {
      case .member(let name): text += text.isEmpty ? name : ".\(name)"
      case .element(let index): text += "[\(index)]"
      }
    }
  }
}
