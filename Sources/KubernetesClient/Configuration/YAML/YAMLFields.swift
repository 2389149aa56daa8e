/// Named pieces of YAML that are carried along: fields this package does not know, and extensions.
///
/// They may hold anything, secrets included, so printing shows the names only.
public struct YAMLFields: Sendable, Hashable {
  /// The fields, in their order.
  public var members: [YAMLValue.Member]

  /// Joins fields.
  public init(_ members: [YAMLValue.Member] = []) { self.members = members }

  /// The field of this name.
  ///
  /// Setting nil removes it; setting a new name appends it.
  public subscript(name: String) -> YAMLValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(.init(name, value))
      case (nil, nil): break
      }
    }
  }

  /// The names, in order.
  public var names: [String] { members.map(\.name) }
  /// True when there are none.
  public var isEmpty: Bool { members.isEmpty }
}

extension YAMLFields: ExpressibleByDictionaryLiteral {
  /// Joins fields; of two with one name the first is kept.
  public init(dictionaryLiteral elements: (String, YAMLValue)...) {
    self.init()
    for (name, value) in elements where self[name] == nil { self[name] = value }
  }
}

extension YAMLFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The names, without the values.
  public var description: String { "[\(names.map { "\($0): \(SensitiveString.redacted)" }.joined(separator: ", "))]" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
