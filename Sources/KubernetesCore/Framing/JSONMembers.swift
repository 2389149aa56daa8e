/// The members of one JSON object by name, their values still encoded: for small documents of known shape. A member
/// that is `null` counts as absent; of two with one name the last one counts.
package struct JSONMembers: Sendable {
  private var members: [String: Bytes] = [:]

  /// Reads the object that fills `bytes`.
  package init(_ bytes: Bytes) throws {
    var windows = try JSONWindows(bytes)
    while let (name, value) = try windows.nextMember() {
      members[name.text] = value.isJSONNull ? nil : value
    }
  }

  /// The value of a member, still encoded.
  package func window(_ name: String) -> Bytes? { members[name] }

  /// A member that is a string.
  package func string(_ name: String) throws -> String? {
    try located(name) { try $0.jsonString() }
  }

  /// A member that is an integer.
  package func integer(_ name: String) throws -> Int64? {
    try located(name) { try $0.jsonInteger() }
  }

  /// A member that is `true`; false when it is absent.
  package func isTrue(_ name: String) -> Bool { members[name]?.isEqual(to: "true") ?? false }

  /// A member that is an object.
  package func object(_ name: String) throws -> JSONMembers? {
    try located(name) { try JSONMembers($0) }
  }

  /// The elements of a member that is an array of objects.
  package func objects(_ name: String) throws -> [JSONMembers] {
    try elements(name) { try JSONMembers($0) }
  }

  /// The elements of a member that is an array of strings.
  package func strings(_ name: String) throws -> [String] {
    try elements(name) { try $0.jsonString() }
  }

  private func elements<Element>(_ name: String, _ read: (Bytes) throws -> Element) throws -> [Element] {
    try located(name) { value in
      var windows = try JSONWindows(value)
      var elements: [Element] = []
      while let element = try windows.nextElement() { elements.append(try read(element)) }
      return elements
    } ?? []
  }

  private func located<Value>(_ name: String, _ read: (Bytes) throws -> Value) throws -> Value? {
    guard let window = members[name] else { return nil }
    do {
      return try read(window)
    } catch var error as WireError {
      error.path = error.path.isEmpty ? name : "\(name).\(error.path)"
      throw error
    }
  }
}
