import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Proxies")
struct ProxyTests {
  @Test(arguments: [
    ("http://proxy", "http://proxy:80"), ("https://proxy:3129", "https://proxy:3129"),
    ("socks5://[::1]", "socks5://[::1]:1080"),
    ("socks5h://p:9", "socks5://p:9"), ("HTTP://p", "http://p:80"),
  ])
  func schemesAndPorts(_ text: String, _ printed: String) throws { #expect("\(try ProxyURL(text))" == printed) }

  @Test func credentialsAreDecodedAndNotPrinted() throws {
    let proxy = try ProxyURL("http://us%40er:p%3Aw%2F@proxy:8080")
    #expect(proxy.username == "us@er" && proxy.password == "p:w/")
    #expect("\(proxy)" == "http://us@er:<redacted>@proxy:8080")
    #expect(proxy.curlURL.reveal() == "http://us%40er:p%3Aw%2F@proxy:8080")
    #expect(try ProxyURL("socks5://p").curlURL.reveal() == "socks5h://p:1080", "names are resolved by the proxy")
  }

  @Test(arguments: ["proxy:8080", "ftp://p", "", "http://", "http://u:%zz@p", "http://p:99999"])
  func whatIsNoProxyIsRefused(_ text: String) {
    #expect(throws: KubernetesError.self) { try ProxyURL(text) }
  }

  private func proxy(_ variables: [String: String], _ server: String) throws -> String? {
    try ProxyVariables(variables).proxy(for: try ServerURL(server)).map { "\($0)" }
  }

  @Test func theSchemeOfTheServerDecides() throws {
    let variables = ["HTTPS_PROXY": "http://s:1", "HTTP_PROXY": "http://p:2"]
    #expect(try proxy(variables, "https://h") == "http://s:1")
    #expect(try proxy(variables, "http://h") == "http://p:2")
    #expect(try proxy(["HTTP_PROXY": "http://p:2", "ALL_PROXY": "http://a:3"], "https://h") == nil)
  }

  @Test func upperCaseComesFirst() throws {
    #expect(try proxy(["HTTPS_PROXY": "http://u:1", "https_proxy": "http://l:2"], "https://h") == "http://u:1")
    #expect(try proxy(["HTTPS_PROXY": "", "https_proxy": "l:2"], "https://h") == "http://l:2")
  }

  @Test func aServerOfRequestsDoesNotTrustHTTPProxy() throws {
    #expect(try proxy(["HTTP_PROXY": "http://evil", "REQUEST_METHOD": "GET"], "http://h") == nil)
  }

  @Test(arguments: [
    "https://localhost:1", "https://LOCALHOST", "https://127.0.0.9", "https://[::1]", "https://[::ffff:127.0.0.1]",
  ])
  func theMachineItselfIsReachedDirectly(_ server: String) throws {
    #expect(try proxy(["HTTPS_PROXY": "http://p"], server) == nil)
  }

  @Test func aBrokenVariableIsNamed() throws {
    let error = try #require(throws: KubernetesError.self) { try ProxyVariables(["https_proxy": "ftp://p"]) }
    #expect(error.configurationError?.field == "https_proxy")
  }

  @Test(arguments: [
    ("*", "a.b", 1, true), ("", "a.b", 1, false), (" , ,", "a.b", 1, false),
    ("example.com", "example.com", 443, true), ("example.com", "EXAMPLE.com.", 443, true),
    ("example.com", "api.example.com", 443, true), ("example.com", "notexample.com", 443, false),
    (".example.com", "example.com", 443, false), (".example.com", "a.b.example.com", 443, true),
    ("*.example.com", "a.example.com", 443, true), ("*.example.com", "example.com", 443, false),
    ("example.com:8443", "example.com", 8443, true), ("example.com:8443", "example.com", 443, false),
    ("example.com:x", "example.com", 443, false), ("10.0.0.0/8", "10.255.1.2", 6443, true),
    ("10.0.0.0/8", "11.0.0.1", 6443, false), ("10.0.0.0/8", "10.example.com", 6443, false),
    ("10.1.2.3", "10.1.2.3", 6443, true), ("10.1.2.3:6443", "10.1.2.3", 6443, true),
    ("10.1.2.3:6443", "10.1.2.3", 443, false),
    ("10.1.2.3", "10.1.2.30", 6443, false), ("fd00::/8", "fd12::1", 443, true), ("fd00::/8", "fe80::1", 443, false),
    ("[fd00::1]:6443", "fd00::1", 6443, true), ("[fd00::1]:6443", "fd00::1", 443, false),
    ("fd00::1", "FD00:0::1", 443, true),
    ("[fd00::1]", "fd00::1", 9, true), ("172.16.0.0/12", "172.31.255.255", 1, true),
    ("172.16.0.0/12", "172.32.0.0", 1, false),
    ("0.0.0.0/0", "8.8.8.8", 1, true), ("0.0.0.0/0", "::1", 1, false), ("10.0.0.0/33", "10.0.0.1", 1, false),
    ("10.0.0.0/x", "10.0.0.1", 1, false), ("a.com, b.com ,c.com", "b.com", 1, true), ("a.com", "10.0.0.1", 1, false),
    ("192.168.1.7/32", "192.168.1.7", 1, true), ("10.0.0.0/8", "::ffff:10.1.1.1", 1, true),
    ("fe80::1", "fe80::1%eth0", 1, true),
  ])
  func exceptions(_ list: String, _ host: String, _ port: Int, _ isDirect: Bool) {
    #expect(NoProxyList(list).contains(host: host, port: port) == isDirect)
  }

  @Test func aRuleDecides() throws {
    let server = try ServerURL("https://10.0.0.1")
    let fixed = try ProxyURL("http://fixed")
    #expect(ProxyRule.none.proxy(for: server) == nil)
    #expect(ProxyRule.always(fixed).proxy(for: try ServerURL("https://localhost")) == fixed)
    let variables = try ProxyVariables(["https_proxy": "http://p", "no_proxy": "10.0.0.0/8"])
    #expect(ProxyRule.environment(variables).proxy(for: server) == nil)
  }
}
