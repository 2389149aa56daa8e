import KubernetesCore

extension Writes {
  /// Server-side apply: creates the object, or merges what the manager applies into it.
  func apply(
    _ patch: JSON, to current: StoredObject?, _ strategy: ObjectStrategy, isDryRun: Bool, _ validation: FieldValidation,
    subresource: String = "", _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> (Outcome, [String]) {
    throw .badRequest("server-side apply is not served yet")
  }
}
