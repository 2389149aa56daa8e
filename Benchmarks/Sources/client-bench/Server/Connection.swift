import KubernetesClient
import KubernetesCore
import KubernetesModels

/// Where the server is and how to talk to it.
struct Connection {
  let arguments: Arguments

  /// `json` or `pb`.
  var format: String { arguments["format", or: "json"] }
  var formats: [WireFormat] { format == "pb" ? [.protobuf, .json] : [.json] }
  /// `list` or `stream`: how an informer gets its first state.
  var mode: String { arguments["mode", or: "list"] }

  func connect() async throws -> ClusterClient {
    let kubeconfig = arguments["kubeconfig", or: ""]
    if !kubeconfig.isEmpty { return try await ClusterClient.connect(kubeconfig: kubeconfig) }
    var configuration = ClientConfiguration(server: try ServerURL(try arguments.required("server")))
    configuration.tls.authority = .file(try arguments.required("ca"))
    return try await ClusterClient.connect(configuration)
  }

  func pods(_ client: ClusterClient, in namespace: String? = nil) -> ResourceClient<CoreV1.Pod> {
    ResourceClient(client.rest, namespace: namespace, formats: formats)
  }

  /// Lets the watches of the server begin.
  func start(_ client: ClusterClient) async throws {
    _ = try await client.rest.send(RESTRequest(verb: "get", path: "/start"))
  }
}
