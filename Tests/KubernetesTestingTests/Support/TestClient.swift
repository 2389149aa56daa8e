import HTTPTypes
import KubernetesCore

@testable import KubernetesTesting

/// Talks to an embedded server in plain JSON.
struct TestClient {
  let server: EmbeddedAPIServer
  var headers: HTTPFields = [.contentType: "application/json", .userAgent: "client/1"]

  init(_ configure: (inout EmbeddedAPIServer.Configuration) -> Void = { _ in }) {
    var configuration = EmbeddedAPIServer.Configuration()
    configuration.seed = 1
    configuration.now = { Time(seconds: 1_790_000_000) }
    configure(&configuration)
    server = EmbeddedAPIServer(configuration)
  }

  struct Answer {
    var status: Int
    var headers: HTTPFields
    var body: Bytes
    var json: JSON { (try? JSONParser.parse(body)) ?? .null }
    var reason: String? { json["reason"]?.string }
    var message: String? { json["message"]?.string }
  }

  func call(
    _ method: HTTPRequest.Method, _ target: String, _ body: String? = nil, _ more: HTTPFields = [:]
  ) async throws -> Answer {
    var fields = headers
    for field in more { fields[field.name] = field.value }
    let response = try await server.transport.send(
      TransportRequest(method: method, target: target, headers: fields, body: body.map { Bytes($0) }))
    return Answer(status: response.status, headers: response.headers, body: response.body)
  }

  func get(_ target: String, _ more: HTTPFields = [:]) async throws -> Answer {
    try await call(.get, target, nil, more)
  }
  func post(_ target: String, _ body: String) async throws -> Answer { try await call(.post, target, body) }
  func put(_ target: String, _ body: String) async throws -> Answer { try await call(.put, target, body) }
  func delete(_ target: String, _ body: String? = nil) async throws -> Answer { try await call(.delete, target, body) }
  func patch(_ target: String, _ type: String, _ body: String) async throws -> Answer {
    try await call(.patch, target, body, [.contentType: type])
  }

  /// Opens a watch.
  func watch(_ target: String, _ more: HTTPFields = [:]) async throws -> WatchReader {
    var fields = headers
    for field in more { fields[field.name] = field.value }
    let stream = try await server.transport.stream(TransportRequest(target: target, headers: fields))
    return WatchReader(status: stream.status, body: stream.body)
  }

  static let configMaps = "/api/v1/namespaces/default/configmaps"

  static func configMap(_ name: String, data: String = "{}", labels: String = "{}") -> String {
    #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)","labels":\#(labels)},"data":\#(data)}"#
  }
}

/// Reads the frames of a watch one by one.
final class WatchReader {
  let status: Int
  let body: BodyStream
  private var waiting: [JSON] = []

  init(status: Int, body: BodyStream) {
    self.status = status
    self.body = body
  }

  /// The next frame; nil at the end.
  func next() async throws -> JSON? {
    while waiting.isEmpty {
      guard let chunk = try await body.next() else { return nil }
      waiting = chunk.text.split(separator: "\n").map { (try? JSONParser.parse(String($0))) ?? .null }
    }
    return waiting.removeFirst()
  }

  /// The type and the name of the next frame.
  func nextEvent() async throws -> String {
    guard let frame = try await next() else { return "end" }
    return "\(frame["type"]?.string ?? "?") \(frame["object"]?["metadata"]?["name"]?.string ?? "")".trimmed.description
  }
}
