internal import HTTPTypes
internal import KubernetesCore

extension KubernetesError {
  init(httpStatus: Int, headers: HTTPFields, body: Bytes) {
    self.init(
      .api, "HTTP \(httpStatus): \(body[0..<min(body.count, 2048)].text)", status: Status(code: httpStatus),
      retryAfter: RESTClient.retryAfter(headers))
  }
}
