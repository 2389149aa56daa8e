/// The parameters of an update call.
public struct UpdateOptions: Hashable, Sendable {
  /// Goes through all checks and answers as usual, but changes nothing.
  public var dryRun: Bool
  /// Who owns the fields that are set; at most 128 characters.
  ///
  /// Nil for the program's name in its user agent.
  public var fieldManager: String?
  /// What the server does with fields that it does not know; nil for its default, ``FieldValidation/warn``.
  public var fieldValidation: FieldValidation?

  /// Joins the parameters.
  public init(dryRun: Bool = false, fieldManager: String? = nil, fieldValidation: FieldValidation? = nil) {
    self.dryRun = dryRun
    self.fieldManager = fieldManager
    self.fieldValidation = fieldValidation
  }

  /// The options as query items, not yet percent-encoded, in a fixed order.
  public var queryItems: [(name: String, value: String)] {
    var query = QueryItems()
    query.add(dryRun: dryRun, fieldManager: fieldManager, fieldValidation: fieldValidation)
    return query.items
  }
}
