/// One condition on one label.
public struct LabelRequirement: Hashable, Sendable {
  /// How the label is compared.
  public enum Operator: String, Hashable, Sendable, CaseIterable {
    /// The label is there and has the value.
    case equals = "="
    /// The label has another value, or is not there.
    case notEquals = "!="
    /// The label is there and has one of the values.
    case `in`
    /// The label has none of the values, or is not there.
    case notIn = "notin"
    /// The label is there.
    case exists
    /// The label is not there.
    case doesNotExist = "!"
    /// The label is there, and is an integer above the value.
    case greaterThan = ">"
    /// The label is there, and is an integer below the value.
    case lessThan = "<"
  }

  /// The label's key.
  public let key: String
  /// How the label is compared.
  public let `operator`: Operator
  /// What it is compared with, sorted and without duplicates.
  public let values: [String]

  /// Joins the parts without checking them; see ``validate()``.
  public init(_ key: String, _ operator: Operator, _ values: [String] = []) {
    self.key = key
    self.operator = `operator`
    self.values = values.count < 2 ? values : Set(values).sorted(by: LabelSelector.precedes)
  }

  /// Checks what the server will check: the key, the values, and how many values the operator takes.
  public func validate() throws(SelectorError) {
    guard LabelSyntax.isKey(key) else {
      throw SelectorError(
        .invalidKey,
        "\(SelectorError.quoted(key)) is not a label key: an optional DNS subdomain and a slash, then 1 to 63 letters, "
          + "digits, '-', '_' and '.', with a letter or a digit at both ends")
    }
    let counts: ClosedRange<Int> =
      switch self.operator {
      case .in, .notIn: 1...Int.max
      case .exists, .doesNotExist: 0...0
      case .equals, .notEquals, .greaterThan, .lessThan: 1...1
      }
    guard counts.contains(values.count) else {
      throw SelectorError(
        .invalidValue, "label \(key): the operator \(self.operator.rawValue) does not take \(values.count) values")
    }
    for value in values {
      guard LabelSyntax.isValue(value) else {
        throw SelectorError(
          .invalidValue,
          "label \(key): \(SelectorError.quoted(value)) is not a label value: at most 63 letters, digits, '-', '_' and "
            + "'.', with a letter or a digit at both ends")
      }
      if self.operator == .greaterThan || self.operator == .lessThan, Int64(value) == nil {
        throw SelectorError(.invalidValue, "label \(key): \(SelectorError.quoted(value)) is not a 64-bit integer")
      }
    }
  }

  /// True if the condition holds for an object with these labels.
  public func matches(_ labels: [String: String]) -> Bool {
    let value = labels[key]
    return switch self.operator {
    case .equals, .in: value.map(values.contains) ?? false
    case .notEquals, .notIn: !(value.map(values.contains) ?? false)
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .greaterThan: compare(value, >)
    case .lessThan: compare(value, <)
    }
  }

  private func compare(_ value: String?, _ holds: (Int64, Int64) -> Bool) -> Bool {
    guard let value = value.flatMap({ Int64($0) }), let bound = values.first.flatMap({ Int64($0) }) else {
      return false
    }
    return holds(value, bound)
  }
}

extension LabelRequirement: CustomStringConvertible {
  /// The condition as the API server reads it: `app=web`, `tier in (a,b)`, `!canary`.
  public var description: String {
    switch self.operator {
    case .exists: key
    case .doesNotExist: "!" + key
    case .in, .notIn: "\(key) \(self.operator.rawValue) (\(values.joined(separator: ",")))"
    case .equals, .notEquals, .greaterThan, .lessThan: key + self.operator.rawValue + values.joined(separator: ",")
    }
  }
}
