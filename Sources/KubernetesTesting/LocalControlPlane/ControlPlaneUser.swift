/// Somebody whom a ``LocalControlPlane`` knows by a bearer token.
public struct ControlPlaneUser: Hashable, Sendable {
  /// The user's name in the API server's eyes.
  public let name: String
  /// The user's groups.
  public let groups: [String]
  /// The token.
  ///
  /// It is worth something only to the one short-lived server that knows it, so it may be printed.
  public let token: String

  /// A user with a token of its own.
  ///
  /// Names, groups and tokens become fields of a CSV file: quotation marks and line breaks in them are refused when
  /// the control plane starts.
  public init(name: String, groups: [String] = [], token: String = ControlPlaneUser.randomToken()) {
    self.name = name
    self.groups = groups
    self.token = token
  }

  /// 32 hexadecimal digits that nobody can guess.
  public static func randomToken() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The user's line in the API server's token file.
  func line() throws(ControlPlaneError) -> String {
    for field in [name, token] + groups where field.isEmpty || field.contains(where: { "\",\n\r".contains($0) }) {
      throw ControlPlaneError(.files, "the user \(name) cannot be written to a token file: \(field)")
    }
    return "\(token),\(name),\(name),\"\(groups.joined(separator: ","))\"\n"
  }
}
