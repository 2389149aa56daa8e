internal import KubernetesCore

/// Tells which texts YAML would take for something else if they were written without quotes: the rules of YAML 1.1 as
/// Go's library has them, so that every reader of ours and of Kubernetes gets the text back. Pure.
enum PlainScalar {
  static func isText(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      return !words.contains(text) && !isNumber(text) && !isDate(text) && !isSexagesimal(text)
    default: return !words.contains(text)
    }
  }

  private static let words: Set<String> = [
    "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
    "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", "~", "null", "Null", "NULL",
    ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", "<<",
  ]

  private static func isNumber(_ text: String) -> Bool {
    YAMLValue.plain(text).jsonValue.string == nil
      || text.contains(/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/)
  }

  /// `2026-01-02`, with or without a time behind it.
  private static func isDate(_ text: String) -> Bool {
    text.contains(/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}($|[Tt ][ 0-9])/)
  }

  /// `12:30`, a number to base 60 for some readers.
  private static func isSexagesimal(_ text: String) -> Bool {
    text.contains(/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/)
  }
}
