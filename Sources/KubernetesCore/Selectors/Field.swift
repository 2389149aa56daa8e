/// The path of a field, to be compared with: `Field("metadata.name") == "web"`.
///
/// What comes out is a ``FieldSelector``.
public struct Field: Sendable {
  /// The path, such as `status.phase`.
  public let path: String

  /// Names a field.
  public init(_ path: String) { self.path = path }

  /// The field has the value.
  public static func == (field: Field, value: String) -> FieldSelector {
    FieldSelector([FieldRequirement(field.path, .equals, value)])
  }

  /// The field has another value.
  public static func != (field: Field, value: String) -> FieldSelector {
    FieldSelector([FieldRequirement(field.path, .notEquals, value)])
  }
}
