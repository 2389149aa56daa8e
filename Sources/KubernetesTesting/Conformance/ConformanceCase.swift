import HTTPTypes
import KubernetesCore

/// A few calls in a row whose answers any API server has to give alike.
public struct ConformanceCase: Sendable, CustomStringConvertible {
  /// What is tried.
  public let name: String
  /// The calls.
  let steps: [Step]

  /// The name.
  public var description: String { name }

  /// One call.
  struct Step: Sendable {
    var method: HTTPRequest.Method
    var contentType: String
    var target: String
    var body: String?
    var isWatch = false
  }

  /// Reads a table: a line `# name` starts a case; `METHOD[:patch] path [body]` is a call; `WATCH path` collects the
  /// events of a watch that ends by its `timeoutSeconds`.
  static func parse(_ table: String) -> [ConformanceCase] {
    var cases: [ConformanceCase] = []
    var name = ""
    var steps: [Step] = []
    func finish() {
      if !steps.isEmpty { cases.append(ConformanceCase(name: name, steps: steps)) }
      steps = []
    }
    for line in table.split(separator: "\n") {
      if line.hasPrefix("# ") {
        finish()
        name = String(line.dropFirst(2))
        continue
      }
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count >= 2 else { continue }
      let verb = parts[0].split(separator: ":")
      let type =
        switch verb.count > 1 ? verb[1] : "" {
        case "json": PatchKind.json.rawValue
        case "merge": PatchKind.merge.rawValue
        case "strategic": PatchKind.strategic.rawValue
        case "apply": PatchKind.apply.rawValue
        case "text": "text/plain"
        default: "application/json"
        }
      steps.append(
        Step(
          method: verb[0] == "WATCH" ? .get : HTTPRequest.Method(String(verb[0])) ?? .get, contentType: type,
          target: String(parts[1]), body: parts.count > 2 ? String(parts[2]) : nil, isWatch: verb[0] == "WATCH"))
    }
    finish()
    return cases
  }
}
