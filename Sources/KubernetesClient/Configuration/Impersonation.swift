public import HTTPTypes
internal import KubernetesCore

/// Whom to act as, in place of the one that the credentials belong to.
///
/// The server allows it to those who may `impersonate`; it then judges and records the request as that user's.
public struct Impersonation: Sendable, Hashable {
  /// The user's name; it must not be empty.
  public var user: String
  /// The user's uid.
  public var uid: String?
  /// The user's groups, in place of those the user has.
  public var groups: [String]
  /// More attributes of the user; each may have several values. Servers take the names in lower case.
  public var extra: [String: [String]]

  /// Joins the parts.
  public init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
    self.user = user
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  /// The header fields that ask the server for it, in a fixed order.
  ///
  /// Names of extra attributes are percent-encoded where a header's name does not allow a character; the percent sign
  /// itself is one of those.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration` when the user's name is empty, or when
  ///   something has a character that a header cannot carry.
  public func headerFields() throws -> [HTTPField] {
    guard !user.isEmpty else {
      throw ConfigurationError(
        .invalidField, "groups, uid or extra attributes are given without a user", field: "as",
        remedy: "name the user to act as"
      ).kubernetesError
    }
    var fields = [try Self.field("Impersonate-User", user)]
    if let uid, !uid.isEmpty { fields.append(try Self.field("Impersonate-Uid", uid)) }
    for group in groups { fields.append(try Self.field("Impersonate-Group", group)) }
    for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
      for value in values { fields.append(try Self.field("Impersonate-Extra-\(Self.escaped(key))", value)) }
    }
    return fields
  }

  private static func field(_ name: String, _ value: String) throws -> HTTPField {
    guard let fieldName = HTTPField.Name(name), value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
    else {
      throw ConfigurationError(
        .invalidField, "a value has control characters in it", field: name, remedy: "remove them"
      ).kubernetesError
    }
    return HTTPField(name: fieldName, value: value)
  }

  /// Percent-encodes everything but the token characters of RFC 9110, section 5.6.2, and the percent sign too.
  static func escaped(_ key: String) -> String {
    var result = ""
    for byte in key.utf8 {
      let isToken =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "!#$&'*+-.^_`|~".utf8.contains(byte)
      if isToken {
        result.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return result
  }
}
