/// The parameters of a server-side apply.
public struct ApplyOptions: Hashable, Sendable {
  /// Who owns the fields that are applied, always under the same name; 1 to 128 characters.
  public var fieldManager: String
  /// Takes over fields that other managers own, instead of failing with a conflict.
  public var force: Bool
  /// Goes through all checks and answers as usual, but changes nothing.
  public var dryRun: Bool
  /// What the server does with fields that it does not know; nil for its default, ``FieldValidation/warn``.
  public var fieldValidation: FieldValidation?

  /// Joins the parameters.
  public init(
    fieldManager: String, force: Bool = false, dryRun: Bool = false, fieldValidation: FieldValidation? = nil
  ) {
    self.fieldManager = fieldManager
    self.force = force
    self.dryRun = dryRun
    self.fieldValidation = fieldValidation
  }

  /// The options as query items, not yet percent-encoded, in a fixed order.
  ///
  /// - Throws: ``KubernetesError`` with the code `invalidRequest` if there is no field manager.
  public var queryItems: [(name: String, value: String)] {
    get throws(KubernetesError) {
      guard !fieldManager.isEmpty else {
        throw KubernetesError(.invalidRequest, "a server-side apply needs a field manager")
      }
      var query = QueryItems()
      query.add(dryRun: dryRun, fieldManager: fieldManager, fieldValidation: fieldValidation)
      if force { query.add("force", true) }
      return query.items
    }
  }
}
