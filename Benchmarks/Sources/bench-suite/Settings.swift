import Foundation

/// The command line.
struct Settings {
  var ours = ""
  var peer = ""
  var pods = ""
  var state = NSTemporaryDirectory() + "client-swift-bench"
  var root = ""
  var toolchain = ""
  /// A real API server that holds the pods; without it there are no rows of it.
  var kubeconfig = ""
  var isQuick = false
  var groups = Catalog.groups.map(\.name)
  var rounds = 0

  init(_ words: [String]) throws {
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--quick" {
        isQuick = true
        continue
      }
      guard let value = words.popFirst() else { throw SuiteError(description: "\(word) needs a value") }
      switch word {
      case "--ours": ours = value
      case "--peer": peer = value
      case "--pods": pods = value
      case "--root": root = value
      case "--kubeconfig": kubeconfig = value
      case "--toolchain": toolchain = value
      case "--rounds": rounds = Int(value) ?? 0
      case "--only": groups = value.split(separator: ",").map(String.init)
      default: throw SuiteError(description: "unknown option: \(word)")
      }
    }
    if rounds < 1 { rounds = isQuick ? 3 : 5 }
    if kubeconfig.isEmpty { groups.removeAll { $0 == "real" } }
    for group in groups where Plan.steps(of: group, quick: isQuick).isEmpty {
      throw SuiteError(description: "no such group: \(group)")
    }
  }
}
