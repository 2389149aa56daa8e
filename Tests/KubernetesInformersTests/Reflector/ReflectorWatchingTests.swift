import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Reflector's watches")
struct ReflectorWatchingTests {
  private static let relist = ReflectorStateMachine.Action.list(ListOptions(resourceVersion: "7"), isFirst: true)
  private static let rewatch = ReflectorStateMachine.Action.watch(
    ListOptions(resourceVersion: "7", allowWatchBookmarks: true), isInitial: false)

  /// A machine that watches since second 10.
  private static func watching(_ change: (inout ReflectorOptions) -> Void = { _ in }) -> ReflectorStateMachine {
    var options = ReflectorOptions()
    options.listing = .paged
    change(&options)
    var machine = ReflectorStateMachine(options: options)
    _ = machine.start()
    _ = machine.listed(version: "7", continueToken: nil, now: .zero, random: 0)
    _ = machine.replaced(version: "7")
    _ = machine.timed(ListOptions(), random: 0.5)
    machine.opening(now: .seconds(9))
    machine.accepted(now: .seconds(10))
    return machine
  }

  @Test func `the time limit is random, and a watch that outlives it is dead`() {
    var machine = Self.watching()
    let limits = [0, 0.5, 0.999].map { machine.timed(ListOptions(), random: $0).timeoutSeconds }
    #expect(limits == [300, 450, 599])
    #expect(machine.deadline == .seconds(10 + 599 + 30))
    let action = machine.overdue(now: .seconds(640), random: 0)
    #expect(action == Self.rewatch)
  }

  @Test func `a clean end leads to another watch at once`() {
    var machine = Self.watching()
    let long = machine.watchEnded(nil, now: .seconds(11), random: 0)
    #expect(long == Self.rewatch)
    machine.opening(now: .seconds(11))
    machine.received(now: .seconds(11))
    let lively = machine.watchEnded(nil, now: .milliseconds(11_100), random: 0)
    #expect(lively == Self.rewatch)
  }

  @Test func `an end at once without an event is a failure, and everything is listed`() {
    var machine = Self.watching()
    let action = machine.watchEnded(nil, now: .milliseconds(10_999), random: 0)
    #expect(action == .sleep(until: .milliseconds(11_799)))
    let next = machine.resumed()
    #expect(next == Self.relist)
  }

  @Test func `events and bookmarks move the version, never back`() {
    var machine = Self.watching()
    machine.advanced(to: "12")
    machine.advanced(to: "9")
    machine.advanced(to: "")
    #expect(machine.version == "12")
  }

  @Test func `without a real version the first additions do not make one`() {
    var machine = ReflectorStateMachine(options: ReflectorOptions())
    _ = machine.replaced(version: "0")
    machine.advanced(to: "900", onlyAdditions: true)
    #expect(machine.version == "0")
    machine.advanced(to: "901", onlyAdditions: false)
    #expect(machine.version == "901")
  }

  @Test(arguments: [Failures.expired, Failures.gone, Failures.forbidden, Failures.internalError, Failures.unreadable])
  func `these end in a list at the last version after a delay, at opening and inside the stream`(
    error: KubernetesError
  ) {
    for isInside in [false, true] {
      var machine = Self.watching()
      let failure = ReflectorFailure(error)
      if isInside { machine.received(now: .seconds(12)) }
      let action =
        isInside
        ? machine.watchEnded(failure, now: .seconds(12), random: 0)
        : machine.watchRefused(failure, now: .seconds(12), random: 0)
      #expect(action == .sleep(until: .milliseconds(12_800)))
      let next = machine.resumed()
      #expect(next == Self.relist)
    }
  }

  @Test func `a refused connection and too many requests end in another watch after a delay`() {
    for (error, isInside) in [
      (Failures.refused, false), (Failures.tooManyRequests, false), (Failures.tooManyRequests, true),
    ] {
      var machine = Self.watching()
      let failure = ReflectorFailure(error)
      let action =
        isInside
        ? machine.watchEnded(failure, now: .seconds(12), random: 0)
        : machine.watchRefused(failure, now: .seconds(12), random: 0)
      #expect(action == .sleep(until: .milliseconds(12_800)))
      let next = machine.resumed()
      #expect(next == Self.rewatch)
    }
  }

  @Test func `a connection that breaks is replaced at once, unless it did so at once`() {
    var machine = Self.watching()
    let late = machine.watchEnded(ReflectorFailure(Failures.cut), now: .seconds(12), random: 0)
    #expect(late == Self.rewatch)
    machine.opening(now: .seconds(12))
    let early = machine.watchEnded(ReflectorFailure(Failures.cut), now: .milliseconds(12_100), random: 0)
    #expect(early == .sleep(until: .milliseconds(12_900)))
    let next = machine.resumed()
    #expect(next == Self.rewatch)
  }

  @Test func `failures inside the server are watched through for as long as it is allowed`() {
    var machine = Self.watching { $0.internalErrorRetry = .seconds(20) }
    let failure = ReflectorFailure(Failures.internalError)
    _ = machine.watchEnded(failure, now: .seconds(20), random: 0)
    let first = machine.resumed()
    #expect(first == Self.rewatch)
    _ = machine.watchEnded(failure, now: .seconds(41), random: 0)
    let second = machine.resumed()
    #expect(second == Self.relist)
  }
}
