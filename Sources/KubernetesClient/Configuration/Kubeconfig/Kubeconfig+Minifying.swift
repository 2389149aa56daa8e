internal import KubernetesCore

extension Kubeconfig {
  /// What one context needs, and nothing else: the context, its cluster and its user.
  ///
  /// - Parameter context: The context's name; nil for the current one. It becomes the current one.
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration` when there is no such context.
  public func minified(context name: String? = nil) throws -> Kubeconfig {
    guard let name = name ?? currentContext else {
      throw ConfigurationError(
        .emptyConfiguration, "no context is chosen", field: "current-context",
        remedy: "choose one: \(contexts.nameList)"
      ).kubernetesError
    }
    guard let context = contexts.entry(named: name) else {
      throw ConfigurationError(
        .missingEntry, "there is no context \"\(name)\"", remedy: "choose another: \(contexts.nameList)"
      ).kubernetesError
    }
    var result = self
    result.contexts = [context]
    result.clusters = .init(context.value.cluster.flatMap { clusters.entry(named: $0) }.map { [$0] } ?? [])
    result.users = .init(context.value.user.flatMap { users.entry(named: $0) }.map { [$0] } ?? [])
    if result.currentContext != name { result.currentContextFile = nil }
    result.currentContext = name
    return result
  }

  /// The configuration with the contents of certificate and key files in place of their paths, so that it is complete
  /// by itself.
  ///
  /// Token files and plug-ins stay as they are, with absolute paths: what they give changes all the time.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration` that names the file, entry and field
  ///   when a file cannot be read.
  public func flattened(files: any ConfigurationFiles = LocalFiles()) throws -> Kubeconfig {
    var result = resolvingPaths()
    func contents(_ path: String, _ entry: String, _ file: String?, _ field: String) throws -> [UInt8] {
      do {
        return try files.read(path, limit: ConfigurationEnvironment.fileLimit)
      } catch {
        throw ConfigurationError(
          .unreadableFile, "\(error)", file: file, entry: entry, field: field,
          remedy: "correct the path, or make the file readable for this user"
        ).kubernetesError
      }
    }
    try result.clusters.modifyEach { entry in
      if let path = entry.value.certificateAuthority, entry.value.certificateAuthorityData == nil {
        entry.value.certificateAuthorityData = try contents(
          path, entry.label("cluster"), entry.file, "certificate-authority")
      }
      entry.value.certificateAuthority = nil
    }
    try result.users.modifyEach { entry in
      let label = entry.label("user")
      if let path = entry.value.clientCertificate, entry.value.clientCertificateData == nil {
        entry.value.clientCertificateData = try contents(path, label, entry.file, "client-certificate")
      }
      if let path = entry.value.clientKey, entry.value.clientKeyData == nil {
        entry.value.clientKeyData = SensitiveBytes(try contents(path, label, entry.file, "client-key"))
      }
      entry.value.clientCertificate = nil
      entry.value.clientKey = nil
    }
    return result
  }
}
