internal import Foundation

/// A URL taken apart, strictly enough that nothing of it can change the meaning of a request line or header.
struct URLParts {
  var scheme: String?
  /// What stands before the `@`, still percent-encoded.
  var userinfo: String?
  /// Without brackets.
  var host: String
  var port: Int?
  /// From the first slash on; may be empty.
  var path: String
  /// Query and fragment with their marks.
  var suffix: String

  init(_ text: String) throws(ConfigurationError) {
    func invalid(_ problem: String) -> ConfigurationError {
      ConfigurationError(.invalidField, problem, remedy: "write it as https://host:port")
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw invalid("the address has blanks, control characters or letters outside of ASCII in it")
    }
    var rest = text[...]
    if let mark = rest.range(of: "://") {
      let scheme = rest[..<mark.lowerBound].lowercased()
      guard let first = scheme.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
        throw invalid("the address has no scheme before ://")
      }
      self.scheme = scheme
      rest = rest[mark.upperBound...]
    }
    let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var authority = rest[..<authorityEnd]
    let tail = rest[authorityEnd...]
    let suffixStart = tail.firstIndex { "?#".contains($0) } ?? tail.endIndex
    path = String(tail[..<suffixStart])
    suffix = String(tail[suffixStart...])
    if let at = authority.lastIndex(of: "@") {
      userinfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    var portText: Substring?
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { throw invalid("the bracket of the address is not closed") }
      host = Self.decodingZone(authority[authority.index(after: authority.startIndex)..<close])
      let behind = authority[authority.index(after: close)...]
      guard behind.isEmpty || behind.first == ":" else { throw invalid("there is text behind the bracket") }
      portText = behind.isEmpty ? nil : behind.dropFirst()
      guard IPAddress(host) != nil, host.contains(":") else { throw invalid("not an IPv6 address in brackets") }
    } else {
      let colon = authority.firstIndex(of: ":")
      host = String(authority[..<(colon ?? authority.endIndex)])
      portText = colon.map { authority[authority.index(after: $0)...] }
      guard portText?.contains(":") != true else { throw invalid("an IPv6 address needs brackets") }
      guard host.utf8.allSatisfy(Self.isHostByte) else { throw invalid("the host has characters that no host has") }
    }
    guard !host.isEmpty else { throw invalid("the address has no host") }
    if let portText, !portText.isEmpty {
      guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(portText),
        (1...65535).contains(port)
      else { throw invalid("the port is not a number from 1 to 65535") }
      self.port = port
    }
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// `%25` introduces the zone of a link-local address.
  private static func decodingZone(_ host: Substring) -> String {
    guard let mark = host.range(of: "%25") else { return String(host) }
    return "\(host[..<mark.lowerBound])%\(host[mark.upperBound...])"
  }
}
