/// Where a server is listening.
public struct ServingEndpoint: Sendable {
  /// The address, as it was asked for.
  public let host: String
  /// The port.
  public let port: Int
  /// The certificate authority that clients have to trust, as PEM; nil in the clear.
  public let certificateAuthority: String?
  /// A client certificate and key of the cluster's administrator, as PEM; nil in the clear.
  public let administrator: ClientIdentity?
  /// A token that the server accepts; nil where it needs none.
  public let token: String?

  /// A client's certificate and key, as PEM.
  public struct ClientIdentity: Hashable, Sendable {
    /// The certificate.
    public var certificate: String
    /// Its key.
    public var key: String
  }

  /// The base URL.
  public var url: String {
    "\(certificateAuthority == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// A kubeconfig file with one context, as kubectl reads it.
  public var kubeconfig: String {
    func encoded(_ text: String) -> String { Base64.encode(Array(text.utf8)) }
    var lines = [
      "apiVersion: v1", "kind: Config", "current-context: embedded", "clusters:", "- name: embedded", "  cluster:",
      "    server: \(url)",
    ]
    if let certificateAuthority { lines.append("    certificate-authority-data: \(encoded(certificateAuthority))") }
    lines += ["contexts:", "- name: embedded", "  context:", "    cluster: embedded", "    user: embedded"]
    lines += ["users:", "- name: embedded"]
    if let administrator {
      lines += [
        "  user:", "    client-certificate-data: \(encoded(administrator.certificate))",
        "    client-key-data: \(encoded(administrator.key))",
      ]
    } else if let token {
      lines += ["  user:", "    token: \(token)"]
    } else {
      lines.append("  user: {}")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// RFC 4648 base 64.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for digit in 0..<4 { text.append(digit <= count ? alphabet[group >> (18 - 6 * digit) & 63] : UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for text that is not base 64.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var width = 0
    for character in text.utf8 where character != UInt8(ascii: "=") && character > 0x20 {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = character - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = character - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
      default: return nil
      }
      bits = (bits << 6 | Int(digit)) & 0xFFFF
      width += 6
      if width >= 8 {
        width -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> width))
      }
    }
    return bytes
  }
}
