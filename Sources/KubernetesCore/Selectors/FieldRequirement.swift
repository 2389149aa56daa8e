/// One condition on one field.
public struct FieldRequirement: Hashable, Sendable {
  /// How the field is compared.
  public enum Operator: String, Hashable, Sendable, CaseIterable {
    /// The field has the value.
    case equals = "="
    /// The field has another value.
    case notEquals = "!="
  }

  /// The field's path, such as `metadata.name`.
  public let field: String
  /// How the field is compared.
  public let `operator`: Operator
  /// What it is compared with.
  public let value: String

  /// Joins the parts without checking them; see ``validate()``.
  public init(_ field: String, _ operator: Operator, _ value: String) {
    self.field = field
    self.operator = `operator`
    self.value = value
  }

  /// Checks that the field can be written down: it is not empty and has none of the characters `,` `=` `!` `\`, for
  /// which there is no escape in a field.
  ///
  /// Which fields a resource supports only the server knows.
  public func validate() throws(SelectorError) {
    guard !field.isEmpty, !field.utf8.contains(where: { ",=!\\".utf8.contains($0) }) else {
      throw SelectorError(.invalidKey, "\(SelectorError.quoted(field)) is not the path of a field")
    }
  }

  /// True if the condition holds for an object whose field has this value.
  ///
  /// A missing field counts as empty.
  public func matches(_ value: String?) -> Bool { (value ?? "" == self.value) == (self.operator == .equals) }
}

extension FieldRequirement: CustomStringConvertible {
  /// The condition as the API server reads it; commas, equal signs and backslashes in the value are escaped.
  public var description: String {
    var text = field + self.operator.rawValue
    for character in value.unicodeScalars {
      if character == "," || character == "=" || character == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(character)
    }
    return text
  }
}
