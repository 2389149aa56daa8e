import Foundation
import Kubernetes
import KubernetesLocks

/// Prints what happens, line by line: the same in a terminal, in a pipe and in a file.
final class DemoView: Sendable {
  private let start = ContinuousClock.now
  private let output = Lock(())
  /// Events since the last line of numbers: so many are shown, the others are only counted.
  private let events = Lock((shown: 0, hidden: 0))
  private static let shownEvents = 12

  private func line(_ mark: String, _ text: String) {
    let time = (ContinuousClock.now - start).seconds
    output.withLock { _ in
      print(String(format: "%6.2fs", time) + " \(mark) \(text)")
      fflush(nil)
    }
  }

  func say(_ text: String) { line("      ", text) }
  func act(_ text: String) { line("load  ", text) }
  func reached(_ text: String, after time: Duration) {
    line("      ", "\(text), after \(Self.text(time))")
  }

  /// Prints a reconcile that has failed.
  func show(_ outcome: ReconcileOutcome) {
    switch outcome.ending {
    case .failed(let error, let delay):
      let reason = (error as? KubernetesError)?.reason?.rawValue ?? "\(error)"
      line("FAILED", "\(outcome.key.name): \(reason)" + (delay.map { ", again in \(Self.text($0))" } ?? ""))
    case .failedForGood(let error): line("FAILED", "\(outcome.key.name): \(error)")
    case .succeeded, .cancelled: break
    }
  }

  /// Prints every event of the namespace, and again when its count grows.
  func showEvents(of cluster: DemoCluster) async {
    guard
      let informer = try? Informer(
        cluster.client.resource(EventsV1.Event.self, in: cluster.namespace))
    else {
      return
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await informer.run() }
      for await delta in informer.deltas() {
        if case .deleted = delta { continue }
        guard let event = delta.object else { continue }
        let count = event.series?.count.map { " (\($0) times)" } ?? ""
        let isShown = events.withLock { events in
          if events.shown == Self.shownEvents {
            events.hidden += 1
            return false
          }
          events.shown += 1
          return true
        }
        guard isShown else { continue }
        let type = event.type == "Warning" ? "WARN  " : "event "
        line(
          type, "\(event.reason ?? "") \(event.regarding?.name ?? ""): \(event.note ?? "")\(count)")
      }
      group.cancelAll()
    }
  }

  /// Prints a line of numbers every second.
  func showStatus(
    of controller: Controller<Foo>, _ cluster: DemoCluster, _ tally: DemoTally,
    _ events: EventRecorder
  ) async {
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      let foos = (try? await cluster.foos.list(ListOptions(resourceVersion: "0")).items) ?? []
      let (all, recent) = (tally.all, tally.takeRecent())
      let hidden = self.events.withLock { shown in
        defer { shown = (0, 0) }
        return shown.hidden
      }
      if hidden > 0 { line("event ", "... and \(hidden) more") }
      line(
        "status",
        "Foos \(foos.count { $0.isSettled })/\(foos.count) ready | reconciles \(all.reconciles) (+\(recent.reconciles), "
          + "\(recent.failures) failed) | queue \(controller.queueDepth) | p50 \(Self.text(recent.duration(at: 0.5))) "
          + "p99 \(Self.text(recent.duration(at: 0.99))) | events \(events.statistics.created)")
    }
  }

  func showSummary(_ tally: DemoTally, _ events: EventRecorderStatistics) {
    let all = tally.all
    say("")
    say("reconciles  \(all.reconciles), of which \(all.failures) failed and were tried again")
    say(
      "latency     p50 \(Self.text(all.duration(at: 0.5))), p99 \(Self.text(all.duration(at: 0.99))), "
        + "longest \(Self.text(all.durations.max() ?? .zero))")
    say(
      "events      \(events.recorded) occurrences in \(events.created) events, \(events.updated) counts written, "
        + "\(events.dropped) dropped")
  }

  private static func text(_ duration: Duration) -> String {
    duration < .seconds(1)
      ? String(format: "%.1f ms", duration.seconds * 1000)
      : String(format: "%.2f s", duration.seconds)
  }
}

extension Duration {
  fileprivate var seconds: Double { self / .seconds(1) }
}
