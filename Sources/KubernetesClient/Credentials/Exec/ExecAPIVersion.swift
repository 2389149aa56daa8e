/// The versions of the protocol between a client and a program that gives credentials.
public enum ExecAPIVersion: String, Sendable, Hashable {
  /// The version to use; it needs an interactive mode.
  case v1 = "client.authentication.k8s.io/v1"
  /// The version before; the interactive mode is `IfAvailable` unless it is given.
  case v1beta1 = "client.authentication.k8s.io/v1beta1"
}
