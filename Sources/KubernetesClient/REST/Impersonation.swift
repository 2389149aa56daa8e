internal import HTTPTypes

/// Acts as somebody else, where the caller is allowed to.
public struct Impersonation: Hashable, Sendable {
  /// The user to act as.
  public var user: String
  /// Their unique identifier, if it matters.
  public var uid: String?
  /// Their groups.
  public var groups: [String]
  /// Further attributes.
  public var extra: [String: [String]]

  /// Acts as `user`.
  public init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
    self.user = user
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  /// Adds the `Impersonate-…` fields, unless the request has some already.
  func apply(to headers: inout HTTPFields) {
    guard let userField = HTTPField.Name("Impersonate-User"), headers[userField] == nil else { return }
    headers[userField] = user
    if let uid, let name = HTTPField.Name("Impersonate-Uid") { headers[name] = uid }
    if let name = HTTPField.Name("Impersonate-Group") {
      for group in groups { headers.append(HTTPField(name: name, value: group)) }
    }
    for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
      guard let name = HTTPField.Name("Impersonate-Extra-" + Self.escaped(key)) else { continue }
      for value in values { headers.append(HTTPField(name: name, value: value)) }
    }
  }

  /// Keys travel as header names: every byte that is not a token character, and the percent sign, is escaped with
  /// upper-case hex digits.
  static func escaped(_ key: String) -> String {
    var text = ""
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "!#$&'*+-.^_`|~".utf8.contains(byte):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        text += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return text
  }
}
