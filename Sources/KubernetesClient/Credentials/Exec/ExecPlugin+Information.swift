internal import Foundation
internal import KubernetesCore

extension ExecPlugin {
  /// The variable that the program finds its input in.
  static let informationVariable = "KUBERNETES_EXEC_INFO"

  /// The program's input: an `ExecCredential` in JSON.
  func information(isInteractive: Bool) throws(KubernetesError) -> String {
    var spec = JSONObject([("interactive", .bool(isInteractive))])
    if providesClusterInfo { spec["cluster"] = cluster.json }
    let credential: JSONValue = [
      "kind": "ExecCredential", "apiVersion": .string(apiVersion.rawValue), "spec": .object(spec),
    ]
    do {
      return String(decoding: try credential.jsonBytes(), as: UTF8.self)
    } catch {
      throw KubernetesError(.credentials, "\(label) cannot be told about the cluster: \(error)", cause: error)
    }
  }
}

extension ExecPlugin.Cluster {
  fileprivate var json: JSONValue {
    var fields = JSONObject([("server", .string(server))])
    if let tlsServerName { fields["tls-server-name"] = .string(tlsServerName) }
    if insecureSkipTLSVerify { fields["insecure-skip-tls-verify"] = true }
    if let data = certificateAuthorityData {
      fields["certificate-authority-data"] = .string(Data(data).base64EncodedString())
    }
    if let proxyURL { fields["proxy-url"] = .string(proxyURL.rawValue) }
    if disableCompression { fields["disable-compression"] = true }
    if let config = config["config"] { fields["config"] = config.jsonValue }
    return .object(fields)
  }
}
