/// The default of the `User-Agent` field.
public enum UserAgent {
  /// The program's name, this package, and the system: `my-controller/client-swift (linux/amd64)`.
  ///
  /// The server takes what stands before the slash for the name of the field manager.
  public static let standard: String = text(for: CommandLine.arguments.first ?? "")

  static func text(for executable: String) -> String {
    let name = executable.split(separator: "/").last.map(String.init) ?? ""
    let token = String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-._".unicodeScalars.contains(scalar))
          ? Character(scalar) : "-"
      })
    return "\(token.isEmpty ? "unknown" : token)/client-swift (\(system)/\(architecture))"
  }

  private static var system: String {
    #if os(Linux)
      "linux"
    #elseif os(macOS)
      "darwin"
    #else
      "unknown"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "amd64"
    #elseif arch(arm64)
      "arm64"
    #else
      "unknown"
    #endif
  }
}
