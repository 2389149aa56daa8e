/// How names of the API become names of Swift.
enum SwiftNames {
  private static let reserved: Set<String> = [
    "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import", "init", "inout",
    "internal", "let", "open", "operator", "private", "precedencegroup", "protocol", "public", "rethrows", "static",
    "struct", "subscript", "typealias", "var", "break", "case", "catch", "continue", "default", "defer", "do", "else",
    "fallthrough", "for", "guard", "if", "in", "repeat", "return", "throw", "switch", "where", "while", "Any", "as",
    "await", "false", "is", "nil", "self", "Self", "super", "throws", "true", "try",
  ]

  /// The property of a JSON name: `$ref` is `ref`, `x-kubernetes-map-type` is `xKubernetesMapType`.
  static func property(_ name: String) -> String {
    let parts = name.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    let joined = parts.dropFirst().reduce(String(parts.first ?? "_")) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
    // An underscore alone is no name.
    return joined.first?.isNumber == true || joined == "_" ? "_" + joined : joined
  }

  /// The property in backticks where it is a keyword.
  static func quoted(_ name: String) -> String { reserved.contains(name) ? "`\(name)`" : name }
}
