import HTTPTypes
import KubernetesCore

/// One request as the handler sees it, however it came.
struct APIRequest: Sendable {
  var method: HTTPRequest.Method
  /// The path, percent-encoded, without the query.
  var path: String
  var query: Query
  var headers: HTTPFields
  var body: Bytes
  /// The user of the client certificate, where the connection has one.
  var certificateUser: UserInfo?
  /// Whether the connection can change to a WebSocket.
  var canUpgrade = false

  init(method: HTTPRequest.Method, target: String, headers: HTTPFields, body: Bytes, certificateUser: UserInfo? = nil) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map(String.init) ?? "/"
    query = Query(parts.count > 1 ? String(parts[1]) : "")
    self.headers = headers
    self.body = body
    self.certificateUser = certificateUser
  }

  /// Header values joined by a comma.
  func header(_ name: HTTPField.Name) -> String? { headers[name] }

  /// The parameters behind the question mark.
  struct Query: Sendable {
    var items: [(name: String, value: String)]

    init(_ text: String) {
      items = text.split(separator: "&").map { item in
        let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (
          PercentCoding.decode(parts[0], plusIsSpace: true),
          parts.count > 1 ? PercentCoding.decode(parts[1], plusIsSpace: true) : ""
        )
      }
    }

    /// The first value of a parameter; nil when it is absent or empty.
    subscript(name: String) -> String? {
      items.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    func contains(_ name: String) -> Bool { items.contains { $0.name == name } }

    func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// A flag: true for anything but an absence, `false` and `0`.
    func flag(_ name: String) -> Bool {
      guard let item = items.first(where: { $0.name == name }) else { return false }
      return item.value != "false" && item.value != "0"
    }
  }
}

/// Percent-encoding of paths and queries.
enum PercentCoding {
  static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let high = Character(Unicode.Scalar(rest[rest.startIndex])).hexDigitValue,
        let low = Character(Unicode.Scalar(rest[rest.startIndex + 1])).hexDigitValue
      {
        bytes.append(UInt8(high * 16 + low))
        rest = rest.dropFirst(2)
      } else if byte == UInt8(ascii: "+"), plusIsSpace {
        bytes.append(0x20)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
