extension Kubeconfig.Selection {
  func serverURL() throws(ConfigurationError) -> ServerURL {
    guard let server = cluster.value.server else {
      throw clusterError(
        .invalidField, "the cluster has no server", field: "server", remedy: "give the server's address")
    }
    do throws(ConfigurationError) {
      let url = try ServerURL(parsing: server.rawValue)
      let hasTLS =
        cluster.value.certificateAuthority != nil || cluster.value.certificateAuthorityData != nil
        || cluster.value.insecureSkipTLSVerify || cluster.value.tlsServerName != nil
      guard server.rawValue.contains("://") || !hasTLS else {
        throw ConfigurationError(
          .conflict, "an address without https:// means plain HTTP, but the cluster has TLS settings",
          remedy: "write https:// in front of it")
      }
      return url
    } catch {
      throw clusterError(error.code, error.problem, field: "server", remedy: error.remedy)
    }
  }

  func proxy(for server: ServerURL) throws(ConfigurationError) -> ProxyRule {
    guard let text = cluster.value.proxyURL else {
      return try ProxyRule(environment: environment, server: server)
    }
    do {
      return .always(try ProxyURL(parsing: text.rawValue))
    } catch {
      throw clusterError(error.code, error.problem, field: "proxy-url", remedy: error.remedy)
    }
  }

  func tls() throws(ConfigurationError) -> TLSConfiguration {
    let cluster = cluster.value
    var tls = TLSConfiguration(serverName: cluster.tlsServerName, verifiesServer: !cluster.insecureSkipTLSVerify)
    if cluster.insecureSkipTLSVerify, cluster.certificateAuthority != nil || cluster.certificateAuthorityData != nil {
      throw clusterError(
        .conflict, "authorities are given, but the server is not to be verified", field: "insecure-skip-tls-verify",
        remedy: "remove it to be safe, or remove certificate-authority and certificate-authority-data")
    }
    if let data = cluster.certificateAuthorityData {
      guard cluster.certificateAuthority == nil else {
        throw clusterError(
          .conflict, "certificate-authority and certificate-authority-data are both given",
          field: "certificate-authority", remedy: "keep one of them")
      }
      guard PEM.hasCertificate(data) else {
        throw clusterError(
          .invalidField, "there is no PEM certificate in it", field: "certificate-authority-data",
          remedy: "encode the authority's PEM file with `base64 -w0`")
      }
      tls.authority = .data(data)
    } else if let path = cluster.certificateAuthority {
      let field = "certificate-authority"
      guard PEM.hasCertificate(try read(path, field: field, error: clusterError)) else {
        throw clusterError(
          .invalidField, "there is no PEM certificate in \(path)", field: field,
          remedy: "give the authority's certificate as a PEM file")
      }
      tls.authority = .file(path)
    }
    return tls
  }
}

extension ProxyRule {
  /// What the environment asks for; a broken variable matters only to servers that it applies to.
  init(environment: ConfigurationEnvironment, server: ServerURL) throws(ConfigurationError) {
    let other = server.scheme == .https ? "HTTP_PROXY" : "HTTPS_PROXY"
    let variables = environment.variables.filter { $0.key.uppercased() != other }
    self = .environment(try ProxyVariables(reading: variables))
  }
}
