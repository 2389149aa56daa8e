import Foundation
import Measure

/// Runs both sides in turn, A B A B, and joins their samples to rows.
struct Suite {
  let settings: Settings
  let ours: Side
  let peer: Side
  let backends: Backends

  init(_ settings: Settings) {
    self.settings = settings
    ours = Side(program: settings.ours)
    peer = Side(program: settings.peer)
    backends = Backends(settings)
  }

  /// Runs the rounds of a group that are not in `group` yet, and calls `save` after each.
  func measure(_ name: String, _ group: inout Progress.Group, save: (Progress.Group) throws -> Void) throws {
    let steps = Plan.steps(of: name, quick: settings.isQuick)
    guard group.rounds < settings.rounds else { return }
    // Filling a server is not part of what a group takes.
    for step in steps { _ = try backends.options(for: step.needs) }
    for round in group.rounds + 1...settings.rounds {
      let start = nanoseconds()
      for step in steps {
        Note.say("\(name) \(round)/\(settings.rounds): \(step.words.joined(separator: " "))")
        let words = step.words + (settings.isQuick ? ["-quick"] : []) + (try backends.options(for: step.needs))
        for sample in try ours.run(words) { group.ours[sample.name, default: []].append(sample.value) }
        guard step.runsPeer else { continue }
        for sample in try peer.run(words) { group.peer[sample.name, default: []].append(sample.value) }
      }
      group.rounds = round
      group.seconds += Double(nanoseconds() - start) / 1e9
      try save(group)
    }
  }
}
