extension Kubeconfig {
  /// The program that gives a user's credentials (`ExecConfig` in client-go).
  public struct ExecConfiguration: Sendable, Hashable {
    /// The program: a name that is looked up in `PATH`, or a path.
    public var command: String?
    /// The program's arguments.
    ///
    /// They are redacted in print, for they may hold secrets.
    public var arguments: [SensitiveString]
    /// Environment variables that the program gets besides the process's own; a later one wins.
    public var environment: [EnvironmentVariable]
    /// The version of the protocol to speak with the program.
    public var apiVersion: String?
    /// What to tell the user when the program is not there.
    public var installHint: String?
    /// Tells the program about the cluster.
    public var provideClusterInfo: Bool
    /// Whether the program may ask the user; nil where the file does not say.
    public var interactiveMode: InteractiveMode?
    /// Fields that the package does not know.
    public var unknownFields: YAMLFields

    /// Joins the parts.
    public init(
      command: String? = nil, arguments: [SensitiveString] = [], environment: [EnvironmentVariable] = [],
      apiVersion: String? = nil, installHint: String? = nil, provideClusterInfo: Bool = false,
      interactiveMode: InteractiveMode? = nil, unknownFields: YAMLFields = YAMLFields()
    ) {
      self.command = command
      self.arguments = arguments
      self.environment = environment
      self.apiVersion = apiVersion
      self.installHint = installHint
      self.provideClusterInfo = provideClusterInfo
      self.interactiveMode = interactiveMode
      self.unknownFields = unknownFields
    }

    /// One environment variable of the program.
    public struct EnvironmentVariable: Sendable, Hashable {
      /// The variable's name.
      public var name: String
      /// The variable's value.
      public var value: SensitiveString
      /// Fields that the package does not know.
      public var unknownFields: YAMLFields

      /// Joins the parts.
      public init(name: String, value: SensitiveString, unknownFields: YAMLFields = YAMLFields()) {
        self.name = name
        self.value = value
        self.unknownFields = unknownFields
      }
    }

    /// Whether the program may ask the user something.
    public struct InteractiveMode: Sendable, Hashable, RawRepresentable {
      /// The mode as it is written.
      public var rawValue: String
      /// A mode by its text, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// It never asks, and gets no standard input.
      public static let never = InteractiveMode(rawValue: "Never")
      /// It asks where there is a terminal.
      public static let ifAvailable = InteractiveMode(rawValue: "IfAvailable")
      /// It must ask; without a terminal it is not started.
      public static let always = InteractiveMode(rawValue: "Always")
    }
  }
}
