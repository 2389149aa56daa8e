/// What the server does with fields that it does not know, and with fields that are there twice.
public enum FieldValidation: String, Hashable, Sendable, CaseIterable {
  /// Drops them.
  case ignore = "Ignore"
  /// Drops them and warns; the server's default.
  case warn = "Warn"
  /// Refuses the request.
  case strict = "Strict"
}
