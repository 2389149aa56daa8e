import HTTPTypes
import KubernetesCore

/// The OpenAPI documents.
struct OpenAPI: Sendable {
  let core: ServerCore

  func answer(_ path: String, _ request: APIRequest) -> APIResponse {
    APIResponse(404, contentType: "text/plain; charset=utf-8", Bytes("404 page not found\n"))
  }
}
