/// Receives what the server warns of, such as the use of a deprecated version.
public protocol WarningHandler: Sendable {
  /// Called once for each text in the life of a client.
  ///
  /// - Parameters:
  ///   - text: The warning as the server wrote it.
  ///   - request: The verb and the path's template, such as `create /api/v1/namespaces/{namespace}/pods`.
  func handleWarning(_ text: String, request: String)
}
