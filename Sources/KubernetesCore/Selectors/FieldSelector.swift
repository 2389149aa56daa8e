/// Which objects are meant, by the few fields that a resource can be selected by: all conditions must hold.
///
/// ```swift
/// let built = Field("metadata.name") == name && Field("status.phase") != "Failed"
/// let literal: FieldSelector = "spec.nodeName=worker-1"
/// ```
public struct FieldSelector: Hashable, Sendable {
  /// The conditions, in the order of their text.
  public let requirements: [FieldRequirement]

  /// Joins conditions without checking them; requests check them before they are sent.
  ///
  /// See ``validate()``.
  public init(_ requirements: [FieldRequirement]) {
    var unique: [FieldRequirement] = []
    for requirement in requirements where !unique.contains(requirement) { unique.append(requirement) }
    self.requirements = unique.sorted { LabelSelector.precedes($0.description, $1.description) }
  }

  /// Parses a selector: conditions joined by commas, each of the forms `field=value`, `field==value`, `field!=value`.
  ///
  /// In a value, `\` escapes a comma, an equal sign and itself. Empty conditions are skipped.
  ///
  /// - Throws: ``SelectorError`` for whatever the API server would refuse.
  public init(parsing text: String) throws(SelectorError) {
    var requirements: [FieldRequirement] = []
    for term in Self.terms(text) where !term.isEmpty {
      let requirement = try Self.requirement(term)
      try requirement.validate()
      requirements.append(requirement)
    }
    self.init(requirements)
  }

  /// Selects all objects.
  public static let everything = FieldSelector([])

  /// The objects of this name: at most one a namespace.
  public static func name(_ name: String) -> FieldSelector {
    FieldSelector([FieldRequirement("metadata.name", .equals, name)])
  }

  /// The objects of this namespace.
  public static func namespace(_ namespace: String) -> FieldSelector {
    FieldSelector([FieldRequirement("metadata.namespace", .equals, namespace)])
  }

  /// True when there are no conditions.
  public var isEmpty: Bool { requirements.isEmpty }

  /// True if all conditions hold for an object with these fields.
  ///
  /// A missing field counts as empty.
  public func matches(_ fields: [String: String]) -> Bool { matches { fields[$0] } }

  /// True if all conditions hold for an object whose fields `value` gives.
  ///
  /// A missing field counts as empty.
  public func matches(_ value: (String) -> String?) -> Bool { requirements.allSatisfy { $0.matches(value($0.field)) } }

  /// Checks every condition; see ``FieldRequirement/validate()``.
  public func validate() throws(SelectorError) {
    for requirement in requirements { try requirement.validate() }
  }

  /// The value that an object's field must have to be selected; nil if there is no such value.
  public func requiredValue(of field: String) -> String? {
    requirements.first { $0.field == field && $0.operator == .equals }?.value
  }

  /// Selects what both selectors select.
  public static func && (a: FieldSelector, b: FieldSelector) -> FieldSelector {
    FieldSelector(a.requirements + b.requirements)
  }
}

extension FieldSelector {
  /// The parts between commas that are not escaped.
  private static func terms(_ text: String) -> [Substring.UnicodeScalarView] {
    var isEscaped = false
    return text.unicodeScalars[...].split(omittingEmptySubsequences: false) { scalar in
      defer { isEscaped = !isEscaped && scalar == "\\" }
      return !isEscaped && scalar == ","
    }
  }

  private static func requirement(_ term: Substring.UnicodeScalarView) throws(SelectorError) -> FieldRequirement {
    var index = term.startIndex
    while index < term.endIndex {
      let rest = term[index...]
      let field = String(term[..<index])
      if rest.starts(with: "!=".unicodeScalars) {
        return FieldRequirement(field, .notEquals, try unescaped(rest.dropFirst(2)))
      }
      if rest.starts(with: "==".unicodeScalars) {
        return FieldRequirement(field, .equals, try unescaped(rest.dropFirst(2)))
      }
      if rest.first == "=" { return FieldRequirement(field, .equals, try unescaped(rest.dropFirst())) }
      index = term.index(after: index)
    }
    throw SelectorError(
      .syntax, "\(SelectorError.quoted(String(term))) is none of field=value, field==value, field!=value")
  }

  private static func unescaped(_ text: Substring.UnicodeScalarView) throws(SelectorError) -> String {
    var value = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text {
      let isSpecial = scalar == "," || scalar == "=" || scalar == "\\"
      if isEscaped {
        guard isSpecial else {
          throw SelectorError(
            .syntax, "only ',', '=' and '\\' can be escaped, not \(SelectorError.quoted(String(scalar)))")
        }
        value.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if isSpecial {
        throw SelectorError(.syntax, "'\(scalar)' in a value must be escaped by '\\'")
      } else {
        value.append(scalar)
      }
    }
    if isEscaped { throw SelectorError(.syntax, "a value ends in a single '\\'") }
    return String(value)
  }
}

extension FieldSelector: CustomStringConvertible {
  /// The selector as the API server reads it; empty if it selects everything.
  public var description: String { requirements.map(\.description).joined(separator: ",") }
}

extension FieldSelector: ExpressibleByStringLiteral {
  /// A selector written in the source, such as `"metadata.name=web"`.
  ///
  /// - Precondition: The literal is a selector. Only literals of the program come this way (`StaticString`); texts from
  ///   elsewhere go through ``init(parsing:)``, which throws.
  public init(stringLiteral value: StaticString) {
    do {
      try self.init(parsing: value.description)
    } catch {
      preconditionFailure("\(value.description.debugDescription) is no field selector: \(error)")
    }
  }
}

extension FieldSelector: Codable {
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
