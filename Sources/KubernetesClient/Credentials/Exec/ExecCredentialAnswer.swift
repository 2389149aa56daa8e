internal import Foundation
internal import KubernetesCore

/// What a program has answered, checked.
struct ExecCredentialAnswer {
  var authorization: SensitiveString?
  var certificate: ClientCertificate?
  var expiration: Date?

  /// Reads a program's output: an `ExecCredential` in JSON, or in YAML.
  ///
  /// Messages name fields and never quote the output, which is secret.
  init(output: [UInt8], plugin: ExecPlugin) throws(KubernetesError) {
    func invalid(_ problem: String) -> KubernetesError {
      KubernetesError(.credentials, "the output of the credential plug-in \"\(plugin.command)\" \(problem)")
    }
    let wire: Wire
    do {
      wire = try Wire(output)
    } catch {
      throw invalid("is not a readable ExecCredential: \(error.description)")
    }
    guard wire.kind == nil || wire.kind == "ExecCredential" else { throw invalid("is not an ExecCredential") }
    guard wire.apiVersion == plugin.apiVersion.rawValue else {
      throw invalid(
        "has the apiVersion \(wire.apiVersion.map { "\"\($0.prefix(80))\"" } ?? "none"), but the kubeconfig asks for "
          + "\"\(plugin.apiVersion.rawValue)\"; give both the same")
    }
    guard let status = wire.status else { throw invalid("has no status") }
    let token = status.token.flatMap { $0.isEmpty ? nil : $0 }
    let chain = status.chain.flatMap { $0.isEmpty ? nil : $0 }
    let key = status.key.flatMap { $0.isEmpty ? nil : $0 }
    guard token != nil || chain != nil || key != nil else {
      throw invalid("has neither a token nor a client certificate")
    }
    guard (chain == nil) == (key == nil) else {
      throw invalid("has a client certificate without a key, or a key without a certificate")
    }
    if let token {
      let valid = try BearerToken.validating(
        SensitiveString(token), source: "the token of the credential plug-in \"\(plugin.command)\"")
      authorization = SensitiveString("Bearer \(valid.reveal())")
    }
    if let chain, let key {
      guard PEM.hasCertificate(Array(chain.utf8)) else {
        throw invalid("has no PEM certificate in status.clientCertificateData")
      }
      guard PEM.hasPrivateKey(Array(key.utf8)) else { throw invalid("has no PEM key in status.clientKeyData") }
      certificate = ClientCertificate(chain: Array(chain.utf8), key: SensitiveBytes(key))
    }
    if let text = status.expiration, !text.isEmpty {
      guard let date = try? Time(parsing: text).date else {
        throw invalid("has a status.expirationTimestamp that is no RFC 3339 time")
      }
      expiration = date
    }
  }

  /// The output's fields as they are.
  private struct Wire {
    struct Status {
      var token: String?
      var chain: String?
      var key: String?
      var expiration: String?
    }
    var apiVersion: String?
    var kind: String?
    var status: Status?

    init(_ output: [UInt8]) throws(ConfigurationError) {
      var fields = try YAMLFieldReader(
        try Self.value(output), at: .init(file: nil, entry: nil, path: ""))
      apiVersion = try fields.string("apiVersion")
      kind = try fields.string("kind")
      guard var inner = try fields.mapping("status") else { return }
      status = Status(
        token: try inner.string("token"), chain: try inner.string("clientCertificateData"),
        key: try inner.string("clientKeyData"), expiration: try inner.string("expirationTimestamp"))
    }

    private static func value(_ output: [UInt8]) throws(ConfigurationError) -> YAMLValue {
      let start = output.first { $0 > 0x20 }
      guard start == UInt8(ascii: "{") else {
        guard let document = try YAMLValue.documents(in: output, file: nil).first, document != .null else {
          throw ConfigurationError(.invalidSyntax, "it is empty")
        }
        return document
      }
      // JSON is not quite YAML: escapes of characters beyond the basic plane differ.
      guard let json = try? JSONValue(json: Bytes(output)) else {
        throw ConfigurationError(.invalidSyntax, "it is not valid JSON")
      }
      return YAMLValue(json)
    }
  }
}
