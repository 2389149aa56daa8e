internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Everything outside the program that configuration depends on: environment variables, folders, files, the terminal.
///
/// The default is the process's own; tests and hosts with their own rules pass another one. It is a snapshot: a
/// variable that is set later is not seen.
public struct ConfigurationEnvironment: Sendable {
  /// The environment variables.
  public var variables: [String: String]
  /// The user's home folder; nil where there is none.
  public var homeDirectory: String?
  /// The folder that relative paths given by the user count from.
  public var currentDirectory: String
  /// True when a person may answer on standard input.
  public var isStandardInputTerminal: Bool
  /// The files.
  public var files: any ConfigurationFiles

  /// Joins the parts.
  public init(
    variables: [String: String], homeDirectory: String? = nil, currentDirectory: String = "/",
    isStandardInputTerminal: Bool = false, files: any ConfigurationFiles = LocalFiles()
  ) {
    self.variables = variables
    self.homeDirectory = homeDirectory
    self.currentDirectory = currentDirectory
    self.isStandardInputTerminal = isStandardInputTerminal
    self.files = files
  }

  /// The environment of this process, as it is now.
  public static var process: ConfigurationEnvironment {
    let variables = ProcessInfo.processInfo.environment
    return ConfigurationEnvironment(
      variables: variables, homeDirectory: variables["HOME"].flatMap { $0.isEmpty ? nil : $0 },
      currentDirectory: FileManager.default.currentDirectoryPath, isStandardInputTerminal: isatty(STDIN_FILENO) == 1)
  }
}

extension ConfigurationEnvironment {
  /// The variable's value; nil when it is unset or empty.
  func nonEmpty(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The most that is read of one configuration or credential file.
  static let fileLimit = 16 << 20

  func read(_ path: String) throws(FileAccessError) -> [UInt8] { try files.read(path, limit: Self.fileLimit) }
}

extension ConfigurationEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Shows no values: variables hold secrets.
  public var description: String {
    "ConfigurationEnvironment(\(variables.count) variables, home: \(homeDirectory ?? "none"), "
      + "currentDirectory: \(currentDirectory))"
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
