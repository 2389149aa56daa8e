/// How a server finds out who calls.
public struct Authentication: Sendable {
  /// The users of bearer tokens.
  public var tokens: [String: UserInfo]
  /// Who calls without credentials; nil refuses such calls with 401.
  public var anonymous: UserInfo?

  /// Accepts the tokens; calls without one are made by `anonymous`, or refused when that is nil.
  public init(tokens: [String: UserInfo] = [:], anonymous: UserInfo? = nil) {
    self.tokens = tokens
    self.anonymous = anonymous
  }

  /// Takes every caller for the administrator.
  public static let open = Authentication(anonymous: .administrator)
}
