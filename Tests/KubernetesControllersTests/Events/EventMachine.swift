import KubernetesCore
import KubernetesModels

@testable import KubernetesControllers

/// A recorder's decisions with a time that the test moves.
final class EventMachine {
  var machine: EventRecorderStateMachine
  var now = Duration.zero

  init(_ change: (inout EventRecorderOptions) -> Void = { _ in }) {
    var options = EventRecorderOptions()
    change(&options)
    machine = EventRecorderStateMachine(options, salt: 0)
  }

  static func pod(_ name: String, version: String? = nil) -> CoreV1.ObjectReference {
    CoreV1.ObjectReference(
      kind: "Pod", namespace: "web", name: name, uid: "uid-\(name)", apiVersion: "v1", resourceVersion: version)
  }

  static func record(
    _ reason: String = "Started", _ object: CoreV1.ObjectReference = pod("a"), note: String = ""
  )
    -> EventRecord
  {
    EventRecord(.normal, reason: reason, regarding: object, note: note)
  }

  @discardableResult
  func record(
    _ reason: String = "Started", _ object: CoreV1.ObjectReference = pod("a"), note: String = ""
  )
    -> EventRecorderStateMachine.Recorded
  {
    machine.record(
      Self.record(reason, object, note: note), at: now,
      date: MicroTime(seconds: 1_700_000_000).advanced(by: now))
  }

  /// What is to be written now, if anything.
  func write() -> EventWrite? {
    if case .write(let write) = machine.next(at: now) { return write }
    return nil
  }

  /// When to look again; nil for never, or when there is something to do.
  func wait() -> Duration? {
    if case .wait(let time) = machine.next(at: now) { return time }
    return nil
  }

  func isFinished() -> Bool {
    if case .finished = machine.next(at: now) { return true }
    return false
  }

  @discardableResult
  func finish(_ write: EventWrite, _ outcome: EventWrite.Outcome = .written) -> EventDrop? {
    machine.finish(write, outcome, at: now, chance: 1)
  }

  /// Writes all that is to be written now. Returns it.
  @discardableResult
  func writeAll() -> [EventWrite] {
    var writes: [EventWrite] = []
    while let write = write() {
      writes.append(write)
      finish(write)
    }
    return writes
  }
}

extension EventRecorderStateMachine.Recorded {
  var dropReason: EventDrop.Reason? {
    if case .dropped(let drop) = self { return drop.reason }
    return nil
  }
  var isCounted: Bool {
    if case .counted = self { return true }
    return false
  }
}
