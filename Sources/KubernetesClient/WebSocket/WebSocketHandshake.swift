internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import KubernetesCore

/// The request that turns a connection into a WebSocket, and its answer.
struct WebSocketHandshake {
  private let key: String
  private let protocols: [String]

  init(protocols: [String]) {
    var random = SystemRandomNumberGenerator()
    self.init(protocols: protocols, nonce: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  init(protocols: [String], nonce: [UInt8]) {
    key = Data(nonce).base64EncodedString()
    self.protocols = protocols
  }

  /// What the server proves with that it has understood (RFC 6455, 4.2.2).
  var accept: String { Self.accept(key) }

  static func accept(_ key: String) -> String {
    Data(Insecure.SHA1.hash(data: Data((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))).base64EncodedString()
  }

  /// The request's head.
  ///
  /// - Throws: ``TransportError`` for a target that is none.
  func head(_ request: TransportRequest, authority: String) throws(TransportError) -> Bytes {
    guard request.target.utf8.first == UInt8(ascii: "/"), request.target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw TransportError(.invalidRequest, "not a request target: \(request.target)", isBeforeResponse: true)
    }
    var head = "GET \(request.target) HTTP/1.1\r\nHost: \(authority)\r\n"
    for field in request.headers where !Self.own.contains(field.name.canonicalName) {
      head += "\(field.name.rawName): \(field.value)\r\n"
    }
    // kube-apiserver's older WebSockets refuse a request without an origin.
    head += """
      Origin: https://\(authority)\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: \(key)\r
      Sec-WebSocket-Protocol: \(protocols.joined(separator: ", "))\r
      \r

      """
    return Bytes(head)
  }

  private static let own: Set<String> = [
    "host", "origin", "connection", "upgrade", "sec-websocket-version", "sec-websocket-key", "sec-websocket-protocol",
    "sec-websocket-extensions", "content-length", "transfer-encoding", "accept-encoding", "expect",
  ]

  /// The protocol that the server has chosen.
  ///
  /// - Throws: ``TransportError`` when the answer is not what RFC 6455 demands.
  func check(_ head: ResponseHead) throws(TransportError) -> String {
    func value(_ name: String) -> String { HTTPField.Name(name).flatMap { head.headers[$0] } ?? "" }
    guard value("Upgrade").lowercased() == "websocket",
      value("Connection").lowercased().split(separator: ",").contains(where: { $0.filter { $0 != " " } == "upgrade" }),
      value("Sec-WebSocket-Accept") == accept, value("Sec-WebSocket-Extensions").isEmpty
    else { throw TransportError(.other, "the server's answer to the upgrade is not a WebSocket's") }
    let chosen = value("Sec-WebSocket-Protocol")
    guard protocols.contains(chosen) else {
      throw TransportError(
        .other,
        "the server speaks none of \(protocols.joined(separator: ", "))\(chosen.isEmpty ? "" : ", but \(chosen)")")
    }
    return chosen
  }
}
