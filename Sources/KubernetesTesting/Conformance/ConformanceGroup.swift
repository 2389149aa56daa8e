/// A part of the conformance suite: cases that are about the same thing, on the same kind of server.
public struct ConformanceGroup: Sendable {
  /// What has to serve the cases.
  public enum Server: Sendable {
    /// An API server with the built-in resources.
    case builtIn
    /// A server with the custom resources of ``ConformanceSuite/definition``.
    case customResources
  }

  /// What the cases are about.
  public let name: String
  /// What has to serve them.
  public let server: Server
  /// What paths that do not begin with a slash are relative to, such as `/api/v1`.
  let base: String
}
