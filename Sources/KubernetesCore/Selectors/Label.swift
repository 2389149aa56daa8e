/// The key of a label, to be compared with: `Label("app") == "web"`.
///
/// What comes out is a ``LabelSelector``.
public struct Label: Sendable {
  /// The key.
  public let key: String

  /// Names a label.
  public init(_ key: String) { self.key = key }

  /// The label is there and has the value.
  public static func == (label: Label, value: String) -> LabelSelector { label.requires(.equals, [value]) }

  /// The label has another value, or is not there.
  public static func != (label: Label, value: String) -> LabelSelector { label.requires(.notEquals, [value]) }

  /// The label is there, and is an integer above the value.
  public static func > (label: Label, value: Int64) -> LabelSelector { label.requires(.greaterThan, [String(value)]) }

  /// The label is there, and is an integer below the value.
  public static func < (label: Label, value: Int64) -> LabelSelector { label.requires(.lessThan, [String(value)]) }

  /// The label is not there.
  public static prefix func ! (label: Label) -> LabelSelector { label.requires(.doesNotExist) }

  /// The label is there, whatever its value.
  public var exists: LabelSelector { requires(.exists) }

  /// The label is there and has one of the values.
  ///
  /// A request with no values at all is refused.
  public func isIn(_ values: [String]) -> LabelSelector { requires(.in, values) }

  /// The label is there and has one of the values.
  public func isIn(_ values: String...) -> LabelSelector { isIn(values) }

  /// The label has none of the values, or is not there.
  ///
  /// A request with no values at all is refused.
  public func isNotIn(_ values: [String]) -> LabelSelector { requires(.notIn, values) }

  /// The label has none of the values, or is not there.
  public func isNotIn(_ values: String...) -> LabelSelector { isNotIn(values) }

  private func requires(_ operator: LabelRequirement.Operator, _ values: [String] = []) -> LabelSelector {
    LabelSelector([LabelRequirement(key, `operator`, values)])
  }
}
