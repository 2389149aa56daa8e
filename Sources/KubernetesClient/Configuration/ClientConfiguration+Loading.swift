internal import KubernetesCore

extension ClientConfiguration {
  /// Finds the configuration the way `kubectl` does: from the kubeconfig, else from the pod the process runs in.
  ///
  /// The pod's is used only when the kubeconfig names no server at all, because there is no file or none of what it has
  /// is chosen. A kubeconfig that is broken is an error of its own; it is never passed over.
  ///
  /// Blocks for reading a few small files. No program is run before a request needs its credentials.
  ///
  /// - Parameters:
  ///   - kubeconfig: The only file to read; nil for `KUBECONFIG`, else `~/.kube/config`.
  ///   - overrides: What wins over the file, such as the context.
  ///   - environment: Where variables, folders and files come from.
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration`, which names file, entry and field and
  ///   how to fix it.
  public static func load(
    kubeconfig: String? = nil, overrides: KubeconfigOverrides = KubeconfigOverrides(),
    environment: ConfigurationEnvironment = .process
  ) throws -> ClientConfiguration {
    do {
      let loaded = try KubeconfigLoader(explicitPath: kubeconfig, environment: environment).loadAll()
      return try resolve(loaded, overrides, environment)
    } catch {
      throw error.kubernetesError
    }
  }

  private static func resolve(
    _ loaded: Kubeconfig, _ overrides: KubeconfigOverrides, _ environment: ConfigurationEnvironment
  ) throws(ConfigurationError) -> ClientConfiguration {
    do {
      return try loaded.resolving(overrides, environment: environment)
    } catch {
      let pod = InCluster(environment: environment)
      guard error.code == .emptyConfiguration, pod.isPossible else { throw error }
      var configuration = try pod.configuration(overrides)
      configuration.notices = loaded.notices + configuration.notices
      return configuration
    }
  }
}
