extension Status.Cause {
  /// A value that the field refers to does not exist.
  public static let fieldValueNotFound = "FieldValueNotFound"
  /// A required value is missing.
  public static let fieldValueRequired = "FieldValueRequired"
  /// A value that must be unique is there already.
  public static let fieldValueDuplicate = "FieldValueDuplicate"
  /// A value is malformed or out of range.
  public static let fieldValueInvalid = "FieldValueInvalid"
  /// A value is not one of those that are supported.
  public static let fieldValueNotSupported = "FieldValueNotSupported"
  /// A value is well formed but not allowed here.
  public static let fieldValueForbidden = "FieldValueForbidden"
  /// A value is too long.
  public static let fieldValueTooLong = "FieldValueTooLong"
  /// There are too many values.
  public static let fieldValueTooMany = "FieldValueTooMany"
  /// A value is of the wrong type.
  public static let fieldValueTypeInvalid = "FieldValueTypeInvalid"
  /// What was answered is no answer of an API server; something in between may have given it.
  public static let unexpectedServerResponse = "UnexpectedServerResponse"
  /// Another field manager owns the field.
  public static let fieldManagerConflict = "FieldManagerConflict"
  /// The version asked for is newer than anything the server has seen yet.
  public static let resourceVersionTooLarge = "ResourceVersionTooLarge"
}
