public import KubernetesCore

/// What is wrong with a configuration: which file, which entry, which field, and how to fix it.
///
/// It is the ``KubernetesCore/KubernetesError/cause`` of the errors with the code `configuration` that loading,
/// resolving and writing throw; ``KubernetesCore/KubernetesError/configurationError`` finds it. It names secrets'
/// places, never their contents.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String {
      case unreadableFile, invalidSyntax, invalidField, missingEntry, emptyConfiguration, notInCluster, conflict
      case unsupported, notWritable, several
    }
    private let wrapped: Wrapped

    /// A file is missing or cannot be read.
    public static let unreadableFile = Code(wrapped: .unreadableFile)
    /// A file is not what its format asks for.
    public static let invalidSyntax = Code(wrapped: .invalidSyntax)
    /// A field is missing or has a value that cannot be used.
    public static let invalidField = Code(wrapped: .invalidField)
    /// A context, cluster or user is named that does not exist.
    public static let missingEntry = Code(wrapped: .missingEntry)
    /// Nothing says which server to talk to.
    public static let emptyConfiguration = Code(wrapped: .emptyConfiguration)
    /// The process does not run in a pod.
    public static let notInCluster = Code(wrapped: .notInCluster)
    /// Fields contradict each other.
    public static let conflict = Code(wrapped: .conflict)
    /// A field asks for something that this package does not do.
    public static let unsupported = Code(wrapped: .unsupported)
    /// A file cannot be written.
    public static let notWritable = Code(wrapped: .notWritable)
    /// More than one fault; the message holds them all.
    public static let several = Code(wrapped: .several)

    /// The code's name; fixed text.
    public var description: String { wrapped.rawValue }
  }

  /// What kind of fault it is.
  public var code: Code
  /// The file that is at fault.
  public var file: String?
  /// The entry that is at fault, such as `user "admin"`.
  public var entry: String?
  /// The field that is at fault, as a path within the file or entry.
  public var field: String?
  /// What is wrong.
  public var problem: String
  /// How to fix it.
  public var remedy: String?

  /// Describes a fault.
  public init(
    _ code: Code, _ problem: String, file: String? = nil, entry: String? = nil, field: String? = nil,
    remedy: String? = nil
  ) {
    self.code = code
    self.problem = problem
    self.file = file
    self.entry = entry
    self.field = field
    self.remedy = remedy
  }

  /// Everything in one line: place, problem and remedy.
  public var description: String {
    let place = [file, entry, field].compactMap(\.self)
    let head = place.isEmpty ? problem : "\(place.joined(separator: ": ")): \(problem)"
    return remedy.map { "\(head); \($0)" } ?? head
  }

  /// The error as the package throws it.
  var kubernetesError: KubernetesError { KubernetesError(.configuration, description, cause: self) }

  /// One error for all of them.
  ///
  /// - Precondition: There is at least one.
  static func joining(_ errors: [ConfigurationError]) -> ConfigurationError {
    if let first = errors.first, errors.count == 1 { return first }
    return ConfigurationError(.several, errors.map(\.description).joined(separator: "\n"))
  }
}

extension KubernetesError {
  /// What is wrong with the configuration, where that is what failed.
  public var configurationError: ConfigurationError? { cause as? ConfigurationError }

  /// True when the configuration of a pod was asked for outside of one.
  public var isNotInCluster: Bool { configurationError?.code == .notInCluster }

  /// True when no configuration says which server to talk to.
  public var isEmptyConfiguration: Bool { configurationError?.code == .emptyConfiguration }
}
