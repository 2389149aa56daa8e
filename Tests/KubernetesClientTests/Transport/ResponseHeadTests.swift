import HTTPTypes
import KubernetesCore
import Testing

@testable import KubernetesClient

struct ResponseHeadTests {
  private func head(_ text: String) throws -> ResponseHead { try ResponseHead(Array(text.utf8)) }

  @Test(
    arguments: [
      ("HTTP/2 200 \r\n\r\n", 200), ("HTTP/1.1 404 Not Found\r\n\r\n", 404), ("HTTP/1.0 500\r\n\r\n", 500),
      ("HTTP/1.1 299 ok\n\n", 299), ("HTTP/1.1 200 OK", 200),
    ])
  func statusLines(_ text: String, _ status: Int) throws {
    #expect(try head(text).status == status)
  }

  @Test(arguments: ["", "\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "200\r\n\r\n"])
  func brokenStatusLinesAreRefused(_ text: String) {
    #expect(throws: TransportError.self) { try head(text) }
  }

  @Test func fieldsAreTrimmedAndKeptInOrder() throws {
    let head = try head("HTTP/1.1 200 OK\r\nA:  1 \r\nB:\r\nA: 2\r\nnot a field\r\nC:x:y\r\n\r\nD: after\r\n")
    #expect(head.headers.map { "\($0.name)=\($0.value)" } == ["A=1", "B=", "A=2", "C=x:y"])
  }

  @Test(arguments: ["gzip", "GZIP"]) func gzipIsTaken(_ coding: String) throws {
    var head = try head("HTTP/1.1 200 OK\r\nContent-Encoding: \(coding)\r\nContent-Length: 3\r\nX: 1\r\n\r\n")
    let isGzip = head.takeGzip()
    #expect(isGzip)
    #expect(head.headers.map(\.name.canonicalName) == ["x"])
    let isStillGzip = head.takeGzip()
    #expect(!isStillGzip)
  }

  @Test func otherCodingsAreLeftAlone() throws {
    var head = try head("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\n")
    let isGzip = head.takeGzip()
    #expect(!isGzip)
    #expect(head.headers.count == 2)
  }
}
