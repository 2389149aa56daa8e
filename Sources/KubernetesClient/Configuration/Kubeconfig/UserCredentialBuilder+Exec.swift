extension UserCredentialBuilder {
  /// The shared provider of a checked exec entry.
  func execProvider(_ exec: Kubeconfig.ExecConfiguration) throws(ConfigurationError) -> any CredentialProvider {
    // The entry has been checked: there is a command, and a version that is spoken.
    let version = ExecAPIVersion(rawValue: exec.apiVersion ?? "") ?? .v1
    var plugin = ExecPlugin(
      command: exec.command ?? "", arguments: exec.arguments, apiVersion: version,
      interactiveMode: exec.interactiveMode ?? .ifAvailable, cluster: try clusterInformation())
    plugin.environment = exec.environment
    plugin.installHint = exec.installHint
    plugin.providesClusterInfo = exec.provideClusterInfo
    plugin.policy = overrides.execPolicy
    plugin.standardInputUnavailable = overrides.standardInputUnavailable
    return ExecCredentialProvider.shared(plugin, environment: environment)
  }

  private func clusterInformation() throws(ConfigurationError) -> ExecPlugin.Cluster {
    let cluster = selection.cluster.value
    var authorities = cluster.certificateAuthorityData
    if authorities == nil, let path = cluster.certificateAuthority {
      authorities = try selection.read(path, field: "certificate-authority", error: selection.clusterError)
    }
    return ExecPlugin.Cluster(
      server: cluster.server?.rawValue ?? server.description, tlsServerName: cluster.tlsServerName,
      insecureSkipTLSVerify: cluster.insecureSkipTLSVerify, certificateAuthorityData: authorities,
      proxyURL: cluster.proxyURL, disableCompression: cluster.disableCompression,
      config: cluster.extensions[ExecPlugin.Cluster.extensionName])
  }
}
