import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Addresses of servers")
struct ServerURLTests {
  @Test(arguments: [
    ("https://example.com", ServerURL(scheme: .https, host: "example.com", port: 443)),
    ("https://example.com:6443/", ServerURL(scheme: .https, host: "example.com", port: 6443)),
    ("HTTPS://h:1/k8s/clusters/c-1//", ServerURL(scheme: .https, host: "h", port: 1, pathPrefix: "/k8s/clusters/c-1")),
    ("http://127.0.0.1", ServerURL(scheme: .http, host: "127.0.0.1", port: 80)),
    ("localhost:8080", ServerURL(scheme: .http, host: "localhost", port: 8080)),
    ("host", ServerURL(scheme: .http, host: "host", port: 80)),
    ("https://[::1]:6443", ServerURL(scheme: .https, host: "::1", port: 6443)),
    (
      "https://[fe80::1%25eth0]/a%20b", ServerURL(scheme: .https, host: "fe80::1%eth0", port: 443, pathPrefix: "/a%20b")
    ),
    ("https://h:", ServerURL(scheme: .https, host: "h", port: 443)),
    ("https://a_b.c-d.", ServerURL(scheme: .https, host: "a_b.c-d.", port: 443)),
  ])
  func partsAreRead(_ text: String, _ expected: ServerURL) throws { #expect(try ServerURL(text) == expected) }

  @Test(arguments: [
    "", "https://", "ftp://h", "https://h:0", "https://h:65536", "https://h:x", "https://h:-1", "https://h:1:2",
    "https://::1",
    "https://[::1", "https://[::1]x", "https://[h]", "https://[1.2.3.4]", "https://user:s3cret@h", "https://h?q",
    "https://h#f",
    "h/path", "https://h h", "https://h\r\nX: y", "https://grün", "https://h%0a", "://h", "1a://h", "https://h\u{0}",
    "https://a,b", "https://h\\x",
  ])
  func whatIsNoAddressIsRefused(_ text: String) {
    let error = #expect(throws: KubernetesError.self) { try ServerURL(text) }
    #expect(error?.code == .configuration)
    #expect(error?.message.contains("s3cret") != true)
  }

  @Test func printingGivesAURL() throws {
    #expect("\(try ServerURL("https://[::1]:443/p/"))" == "https://[::1]/p")
    #expect("\(try ServerURL("h:8080"))" == "http://h:8080")
  }

  @Test(arguments: [
    ("https://user:pa/ss@h/x", "https://<redacted>@h/x"), ("https://u@h", "https://<redacted>@h"),
    ("http://h/a", "http://h/a"), ("user:secret@h", "<redacted>@h"),
    ("socks5://u:p@h:1?x@y", "socks5://<redacted>@h:1?x@y"),
  ])
  func userinfoIsNotPrinted(_ text: String, _ printed: String) {
    #expect("\(EndpointText(text))" == printed)
    #expect(String(reflecting: EndpointText(text)) == printed)
  }
}
