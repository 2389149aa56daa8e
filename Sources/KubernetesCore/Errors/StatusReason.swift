/// The machine-readable reason of a `Status`, such as `NotFound`.
public struct StatusReason: RawRepresentable, Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The reason as the server writes it.
  public var rawValue: String

  /// A reason by its text.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A reason by its text.
  public init(stringLiteral value: String) { rawValue = value }

  /// The text.
  public var description: String { rawValue }

  /// No or bad credentials (401).
  public static let unauthorized: StatusReason = "Unauthorized"
  /// Not allowed (403).
  public static let forbidden: StatusReason = "Forbidden"
  /// No such object or path (404).
  public static let notFound: StatusReason = "NotFound"
  /// An object of that name exists (409).
  public static let alreadyExists: StatusReason = "AlreadyExists"
  /// The object has changed meanwhile, or another manager owns a field (409).
  public static let conflict: StatusReason = "Conflict"
  /// The version is no longer held, and no newer list is on its way (410).
  public static let gone: StatusReason = "Gone"
  /// The version or continue token is too old (410).
  public static let expired: StatusReason = "Expired"
  /// The object violates its schema or rules (422).
  public static let invalid: StatusReason = "Invalid"
  /// The server could not finish in its time (504).
  public static let timeout: StatusReason = "Timeout"
  /// The server asks to try again later (500, with a delay).
  public static let serverTimeout: StatusReason = "ServerTimeout"
  /// Too many requests at a time (429).
  public static let tooManyRequests: StatusReason = "TooManyRequests"
  /// The request cannot be understood (400).
  public static let badRequest: StatusReason = "BadRequest"
  /// The verb is not supported (405).
  public static let methodNotAllowed: StatusReason = "MethodNotAllowed"
  /// No offered media type is supported (406).
  public static let notAcceptable: StatusReason = "NotAcceptable"
  /// The body is too large (413).
  public static let requestEntityTooLarge: StatusReason = "RequestEntityTooLarge"
  /// The body's media type is not supported (415).
  public static let unsupportedMediaType: StatusReason = "UnsupportedMediaType"
  /// A failure inside the server (500).
  public static let internalError: StatusReason = "InternalError"
  /// The server, or one behind it, is not there (503).
  public static let serviceUnavailable: StatusReason = "ServiceUnavailable"
  /// The server holds the object but cannot read it back from its storage (500).
  public static let storageReadError: StatusReason = "StorageReadError"
}
