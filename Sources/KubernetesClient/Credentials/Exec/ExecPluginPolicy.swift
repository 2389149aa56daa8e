/// Which programs may be run to get credentials.
///
/// A kubeconfig may name any program, so a file from somebody else can run whatever it likes. A policy limits that.
public struct ExecPluginPolicy: Sendable, Hashable {
  enum Rule: Sendable, Hashable {
    case allowAll
    case denyAll
    case allow([String])
  }

  let rule: Rule

  /// Any program: what `kubectl` does.
  public static let allowAll = ExecPluginPolicy(rule: .allowAll)
  /// No program.
  public static let denyAll = ExecPluginPolicy(rule: .denyAll)
  /// Only these.
  ///
  /// A name without a slash allows the program that `PATH` leads to under that name, a path allows the file there; both
  /// are compared after looking up and cleaning (`.` and `..` resolved).
  public static func allow(_ programs: [String]) -> ExecPluginPolicy { ExecPluginPolicy(rule: .allow(programs)) }
}
