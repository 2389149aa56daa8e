import Foundation
import Measure

/// Runs both sides in turn, A B A B, and joins their samples to rows.
struct Suite {
  let settings: Settings
  let ours: Side
  let peer: Side

  init(_ settings: Settings) {
    self.settings = settings
    ours = Side(program: settings.ours)
    peer = Side(program: settings.peer)
  }

  func rows(of group: String, date: String) throws -> [Row] {
    var own: [String: [Double]] = [:]
    var other: [String: [Double]] = [:]
    let steps = Plan.steps(of: group, quick: settings.isQuick)
    let events = settings.isQuick ? 10_000 : 50_000
    let server =
      try steps.contains(where: \.needsServer)
      ? PodServer(program: settings.peer, pods: settings.pods, state: settings.state, events: events) : nil
    for round in 1...settings.rounds {
      for step in steps {
        note("\(group) \(round)/\(settings.rounds): \(step.ours.joined(separator: " "))")
        var extra = settings.isQuick ? ["-quick"] : []
        if ["codec", "hold", "bounds"].contains(step.ours[0]) { extra += ["-pods", settings.pods] }
        if let server, step.needsServer { extra += server.options }
        if group == "real" { extra += ["-kubeconfig", settings.kubeconfig] }
        if ["replay", "transport"].contains(step.ours[0]) { extra += ["-events", String(events)] }
        try ours.run(step.ours + extra, into: &own)
        if let words = step.peer { try peer.run(words + extra, into: &other) }
      }
    }
    return Catalog.definitions(of: group).compactMap { $0.row(ours: own, peer: other, date: date) }
  }

  private func note(_ text: String) { FileHandle.standardError.write(Data("bench: \(text)\n".utf8)) }
}
