import HTTPTypes
import KubernetesCore

/// An answer before it is on a wire.
struct APIResponse: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    case bytes(Bytes)
    case stream(BodyStream)
    /// The connection changes its protocol.
    case upgrade(ContainerStreaming)
  }

  var status: Int
  var headers: HTTPFields
  var body: Body

  init(_ status: Int, contentType: String = "application/json", _ body: Bytes) {
    self.status = status
    headers = [.contentType: contentType]
    self.body = .bytes(body)
  }

  init(stream: BodyStream, contentType: String = "application/json") {
    status = 200
    headers = [.contentType: contentType]
    body = .stream(stream)
  }

  /// A change to streams over a WebSocket.
  init(upgrade streaming: ContainerStreaming) {
    status = 101
    headers = [:]
    body = .upgrade(streaming)
  }

  /// An object, with the line feed that the API server writes behind it.
  init(_ status: Int, json: JSON) {
    var writer = JSONWriter()
    writer.write(json)
    writer.raw("\n")
    self.init(status, writer.result)
  }

  /// A failure, in Protobuf where the client asks for that first.
  init(_ error: APIError, accept: String?) {
    let first = (accept ?? "").split(separator: ",").first?.split(separator: ";").first.map { $0.trimmed.lowercased() }
    self.init(error)
    if !error.isPlainText, first == WireFormat.protobuf.mediaType {
      headers[.contentType] = WireFormat.protobuf.mediaType
      body = .bytes(Bytes(Renderer.protobuf(error)))
    }
  }

  /// A failure.
  init(_ error: APIError) {
    if error.isPlainText {
      self.init(error.code, contentType: "text/plain; charset=utf-8", Bytes(error.message + "\n"))
      return
    }
    self.init(error.code, json: error.status)
    if let retryAfter = error.retryAfter { headers[.retryAfter] = String(retryAfter) }
  }

  /// Adds warnings in the form of the `Warning` header.
  mutating func add(warnings: [String]) {
    for warning in warnings {
      let escaped = warning.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      headers.append(HTTPField(name: .warning, value: "299 - \"\(escaped)\""))
    }
  }
}

extension HTTPField.Name {
  // The literals below are valid header names.
  static let warning = HTTPField.Name("Warning") ?? .date
  static let auditID = HTTPField.Name("Audit-Id") ?? .date
  static let impersonateUser = HTTPField.Name("Impersonate-User") ?? .date
  static let impersonateUID = HTTPField.Name("Impersonate-Uid") ?? .date
  static let impersonateGroup = HTTPField.Name("Impersonate-Group") ?? .date
}
