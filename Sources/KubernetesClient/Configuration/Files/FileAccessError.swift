/// Why a file could not be read or written.
public struct FileAccessError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What failed.
  public enum Code: Hashable, Sendable {
    /// There is no such file.
    case notFound
    /// The process may not.
    case permissionDenied
    /// It is a folder.
    case isDirectory
    /// It exists already.
    case alreadyExists
    /// It is larger than allowed.
    case tooLarge
    /// Anything else.
    case other
  }

  /// What failed.
  public var code: Code
  /// The file.
  public var path: String
  /// What the operating system says.
  public var reason: String

  /// Describes a failure.
  public init(_ code: Code, path: String, reason: String? = nil) {
    self.code = code
    self.path = path
    self.reason =
      reason
      ?? {
        switch code {
        case .notFound: "there is no such file"
        case .permissionDenied: "permission denied"
        case .isDirectory: "it is a folder, not a file"
        case .alreadyExists: "it exists already"
        case .tooLarge: "it is too large"
        case .other: "it cannot be accessed"
        }
      }()
  }

  /// Path and reason.
  public var description: String { "\(path): \(reason)" }
}
