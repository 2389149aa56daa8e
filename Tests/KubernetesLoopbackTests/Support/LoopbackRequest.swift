import NIOHTTP1

/// A request as the server saw it.
struct LoopbackRequest: Sendable {
  /// Number of the connection, from 1.
  var connection: Int
  /// Number of the exchange, from 1.
  var exchange: Int
  var isHTTP2: Bool
  var method: String
  var target: String
  var headers: HTTPHeaders
  var body: [UInt8]
  /// Common name of the client's certificate.
  var peer: String?
}
