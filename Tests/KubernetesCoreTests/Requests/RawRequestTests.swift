import HTTPTypes
import KubernetesCore
import Testing

@Suite struct RawRequestTests {
  @Test(arguments: [
    ("/version", "/version"), ("/", "/"), ("/apis/", "/apis/"), ("/a b", "/a%20b"), ("/a%20b", "/a%20b"),
    ("/a%2fb", "/a%2fb"), ("/proxy/%FF", "/proxy/%FF"),
    ("/a%3Bb%26c%24 d", "/a%3Bb%26c%24%20d"), ("/healthz?verbose", "/healthz?verbose="),
    ("/x?a=1&b=x+y&c=%26", "/x?a=1&b=x%20y&c=%26"),
    ("/openapi/v3/apis/apps/v1?hash=AB%3D", "/openapi/v3/apis/apps/v1?hash=AB%3D"), ("/x?a=b=c", "/x?a=b%3Dc"),
    ("/x?", "/x"),
  ])
  func accepted(path: String, target: String) throws {
    #expect(try RawRequest(path: path).target() == target)
    #expect(try RawRequest(path: path).target(basePath: "/base") == "/base" + target)
  }

  @Test(arguments: [
    "", "version", "http://x/y", "/a/../b", "/./a", "/%2e%2e/a", "/a//b", "//a", "/a%", "/a%2", "/a%zz", "/a#b",
    "/a?b=%",
  ])
  func refused(path: String) {
    let error = #expect(throws: KubernetesError.self) { try RawRequest(path: path) }
    #expect(error?.code == .invalidRequest)
  }

  @Test func furtherQueryItems() throws {
    let request = try RawRequest(
      .post, path: "/x?a=1", query: [("b", "2&3")], contentType: "text/plain", body: Bytes("x"))
    #expect(request.target() == "/x?a=1&b=2%263")
    #expect(request.method == .post)
    #expect(request.body?.text == "x")
  }
}
