internal import KubernetesLocks

extension ExecCredentialProvider {
  /// The provider that everybody in this process shares who asks for an equal plug-in in an equal environment, so that
  /// several clients of one cluster run the program once between them.
  ///
  /// It lives as long as somebody holds it.
  public static func shared(
    _ plugin: ExecPlugin, environment: ConfigurationEnvironment = .process
  ) -> ExecCredentialProvider {
    // Files of a test are not this machine's.
    guard environment.files is LocalFiles else { return ExecCredentialProvider(plugin, environment: environment) }
    let key = SharingKey(
      plugin: plugin, variables: environment.variables, currentDirectory: environment.currentDirectory,
      isTerminal: environment.isStandardInputTerminal)
    return registry.withLock { registry in
      if let provider = registry[key]?.provider { return provider }
      registry = registry.filter { $0.value.provider != nil }
      let provider = ExecCredentialProvider(plugin, environment: environment)
      registry[key] = WeakProvider(provider: provider)
      return provider
    }
  }

  private struct SharingKey: Hashable {
    var plugin: ExecPlugin
    var variables: [String: String]
    var currentDirectory: String
    var isTerminal: Bool
  }

  private struct WeakProvider {
    weak var provider: ExecCredentialProvider?
  }

  private static let registry = Lock<[SharingKey: WeakProvider]>([:])
}
