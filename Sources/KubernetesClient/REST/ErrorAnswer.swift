internal import HTTPTypes
internal import KubernetesCore

extension KubernetesError {
  init(httpStatus: Int, headers: HTTPFields, body: Bytes) {
    self.init(
      .api, "HTTP \(httpStatus): \(body[0..<min(body.count, 2048)].text)", status: Status(code: httpStatus),
      retryAfter: RESTClient.retryAfter(headers))
  }
}
extension KubernetesError {
  init(status: Status) {
    self.init(.api, status.message ?? "the server reports a failure", status: status)
  }
  var isNotFound: Bool { status?.reason == .notFound }
}
extension Status {
  init(wire bytes: Bytes, format: WireFormat) throws { self.init(message: bytes.text) }
}
