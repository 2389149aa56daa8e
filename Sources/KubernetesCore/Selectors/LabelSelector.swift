/// Which objects are meant, by their labels: all conditions must hold.
///
/// Written in the grammar of `kubectl -l`, as a literal or with operators:
///
/// ```swift
/// let parsed = try LabelSelector(parsing: userInput)
/// let literal: LabelSelector = "app=web,tier in (front,back),!canary"
/// let built = Label("app") == name && Label("tier").isIn("front", "back") && !Label("canary")
/// ```
///
/// Equal selections have equal values and print alike, whatever the order they were written in.
public struct LabelSelector: Hashable, Sendable {
  /// The conditions, sorted by key.
  public let requirements: [LabelRequirement]

  /// Joins conditions without checking them; requests check them before they are sent.
  ///
  /// See ``validate()``.
  public init(_ requirements: [LabelRequirement]) {
    var unique: [LabelRequirement] = []
    for requirement in requirements where !unique.contains(requirement) { unique.append(requirement) }
    self.requirements = unique.sorted { a, b in
      a.key == b.key ? Self.precedes(a.description, b.description) : Self.precedes(a.key, b.key)
    }
  }

  /// The objects that have all these labels with these values; all objects for none.
  public init(matching labels: [String: String]) {
    self.init(labels.map { LabelRequirement($0.key, .equals, [$0.value]) })
  }

  /// Parses a selector: conditions joined by commas, each of the forms `key=value`, `key==value`, `key!=value`, `key in
  /// (a,b)`, `key notin (a,b)`, `key`, `!key`, `key>1`, `key<1`.
  ///
  /// Blank text selects everything.
  ///
  /// - Throws: ``SelectorError`` for whatever the API server would refuse.
  public init(parsing text: String) throws(SelectorError) {
    var parser = LabelSelectorParser(text)
    self.init(try parser.parse())
  }

  /// Selects all objects.
  public static let everything = LabelSelector([])

  /// Selects no object: a label that is there and not there.
  ///
  /// The server understands it as well, other than an empty text, which selects everything.
  public static let nothing = LabelSelector([
    LabelRequirement("none", .exists), LabelRequirement("none", .doesNotExist),
  ])

  /// True when there are no conditions.
  public var isEmpty: Bool { requirements.isEmpty }

  /// True if all conditions hold for an object with these labels.
  ///
  /// Costs one lookup a condition.
  public func matches(_ labels: [String: String]) -> Bool { requirements.allSatisfy { $0.matches(labels) } }

  /// Checks every condition; see ``LabelRequirement/validate()``.
  public func validate() throws(SelectorError) {
    for requirement in requirements { try requirement.validate() }
  }

  /// The one value that an object's label must have to be selected; nil if there is no such value.
  public func requiredValue(of key: String) -> String? {
    requirements.first { $0.key == key && ($0.operator == .equals || $0.operator == .in) && $0.values.count == 1 }?
      .values.first
  }

  /// Selects what both selectors select.
  public static func && (a: LabelSelector, b: LabelSelector) -> LabelSelector {
    LabelSelector(a.requirements + b.requirements)
  }

  /// Orders by bytes, as Kubernetes does.
  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}

extension LabelSelector: CustomStringConvertible {
  /// The selector as the API server reads it; empty if it selects everything.
  public var description: String { requirements.map(\.description).joined(separator: ",") }
}

extension LabelSelector: ExpressibleByStringLiteral {
  /// A selector written in the source, such as `"app=web"`.
  ///
  /// - Precondition: The literal is a selector. Only literals of the program come this way (`StaticString`); texts from
  ///   elsewhere go through ``init(parsing:)``, which throws.
  public init(stringLiteral value: StaticString) {
    do {
      try self.init(parsing: value.description)
    } catch {
      preconditionFailure("\(value.description.debugDescription) is no label selector: \(error)")
    }
  }
}

extension LabelSelector: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
