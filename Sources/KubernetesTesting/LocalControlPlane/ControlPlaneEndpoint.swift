public import KubernetesClient

/// One HTTPS server of a ``LocalControlPlane``, and how to prove who one is.
public struct ControlPlaneEndpoint: Sendable {
  /// The server's address; always of this machine.
  public let host = "127.0.0.1"
  /// The server's port; it stays the same over restarts.
  public let port: Int
  /// The certificate of the authority that signed the server's, as PEM.
  public let certificateAuthority: String
  /// The administrator's client certificate (group `system:masters`), as PEM.
  public let adminCertificate: String
  /// The key of ``adminCertificate``, as PEM.
  let adminKey: String

  init(port: Int, certificateAuthority: String, admin: ControlPlaneAuthority.Identity) {
    self.port = port
    self.certificateAuthority = certificateAuthority
    adminCertificate = admin.certificate
    adminKey = admin.key
  }

  /// The server's URL.
  public var url: String { "https://\(host):\(port)" }

  /// A client's configuration that acts as the administrator, by client certificate.
  public var adminConfiguration: ClientConfiguration {
    configuration(
      Credential(
        certificate: ClientCertificate(chain: Array(adminCertificate.utf8), key: SensitiveBytes(adminKey))))
  }

  /// A client's configuration that acts as a user, by token.
  public func configuration(as user: ControlPlaneUser) -> ClientConfiguration {
    configuration(.bearer(SensitiveString(user.token)))
  }

  /// A client's configuration that presents no identity.
  public var anonymousConfiguration: ClientConfiguration { configuration(.anonymous) }

  private func configuration(_ credential: Credential) -> ClientConfiguration {
    var configuration = ClientConfiguration(server: ServerURL(host: host, port: port))
    configuration.tls = TLSConfiguration(authority: .data(Array(certificateAuthority.utf8)))
    configuration.credentials = StaticCredentialProvider(credential)
    return configuration
  }

  /// What the readiness of the server is asked with.
  var probeTransport: CurlTransportConfiguration {
    CurlTransportConfiguration(
      host: host, port: port,
      tls: TLSMaterial(
        certificateAuthority: Array(certificateAuthority.utf8), certificate: Array(adminCertificate.utf8),
        privateKey: Array(adminKey.utf8)))
  }

  /// A kubeconfig file with one context a user: `admin` (current unless another is named) by client certificate, the
  /// others, named like the user, by token.
  public func kubeconfig(users: [ControlPlaneUser], currentContext: String = "admin") -> String {
    let names = ["admin"] + users.map(\.name)
    let contexts = names.map { "- name: \"\($0)\"\n  context: {cluster: control-plane, user: \"\($0)\"}" }
    let tokens = users.map { "- name: \"\($0.name)\"\n  user:\n    token: \"\($0.token)\"" }
    return """
      apiVersion: v1
      kind: Config
      current-context: "\(currentContext)"
      clusters:
      - name: control-plane
        cluster:
          server: \(url)
          certificate-authority-data: \(base64(certificateAuthority))
      contexts:
      \(contexts.joined(separator: "\n"))
      users:
      - name: admin
        user:
          client-certificate-data: \(base64(adminCertificate))
          client-key-data: \(base64(adminKey))
      \(tokens.joined(separator: "\n"))

      """
  }
}
