import Foundation

/// The command line.
struct Settings {
  var ours = ""
  var peer = ""
  var testServer = ""
  var pods = ""
  /// A folder for what servers write.
  var state = NSTemporaryDirectory() + "client-swift-bench"
  var root = ""
  var toolchain = ""
  var isQuick = false
  /// Whether to go on with a run that was interrupted.
  var resumes = false
  /// Whether to write page, plots and table anew from the last results, without measuring.
  var onlyRenders = false
  /// Whether to count instructions, and nothing else.
  var instructions: Instructions.Action?
  var groups = Catalog.groups.map(\.name)
  var rounds = 0
  private var isChoice = false

  /// The events of a watch of the server of pods.
  var events: Int { isQuick ? 5_000 : 15_000 }
  /// Whether all groups are run.
  var isComplete: Bool { groups.count == Catalog.groups.count }

  init(_ words: [String]) throws {
    var words = words[...]
    while let word = words.popFirst() {
      switch word {
      case "--quick": isQuick = true
      case "--resume": resumes = true
      case "--render": onlyRenders = true
      default:
        guard let value = words.popFirst() else { throw SuiteError(description: "\(word) needs a value") }
        try set(word, value)
      }
    }
    if rounds < 1 { rounds = isQuick ? 2 : 5 }
    // Servers that take a minute to fill have no place in a quick run, if they are not asked for.
    if isQuick, !isChoice { groups.removeAll { ["real", "embedded"].contains($0) } }
    for group in groups where Plan.steps(of: group, quick: isQuick).isEmpty {
      throw SuiteError(description: "no such group: \(group); there are \(Catalog.groups.map(\.name))")
    }
  }

  private mutating func set(_ option: String, _ value: String) throws {
    switch option {
    case "--ours": ours = value
    case "--peer": peer = value
    case "--testserver": testServer = value
    case "--pods": pods = value
    case "--state": state = value
    case "--root": root = value
    case "--toolchain": toolchain = value
    case "--instructions":
      guard let action = Instructions.Action(rawValue: value) else { throw SuiteError(description: "check or update?") }
      instructions = action
    case "--rounds": rounds = Int(value) ?? 0
    case "--only":
      groups = value.split(separator: ",").map(String.init)
      isChoice = true
    default: throw SuiteError(description: "unknown option: \(option)")
    }
  }
}
