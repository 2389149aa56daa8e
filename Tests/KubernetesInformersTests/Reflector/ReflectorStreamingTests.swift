import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Reflector's streaming lists")
struct ReflectorStreamingTests {
  private static func stream(_ version: String? = nil) -> ReflectorStateMachine.Action {
    .watch(
      ListOptions(
        resourceVersion: version, resourceVersionMatch: .notOlderThan, allowWatchBookmarks: true,
        sendInitialEvents: true), isInitial: true)
  }

  private static func list(_ version: String?) -> ReflectorStateMachine.Action {
    .list(ListOptions(limit: version == "7" ? nil : 500, resourceVersion: version), isFirst: true)
  }

  private static func streaming() -> ReflectorStateMachine {
    var machine = ReflectorStateMachine(options: ReflectorOptions())
    _ = machine.start()
    _ = machine.timed(ListOptions(), random: 0)
    machine.opening(now: .seconds(9))
    machine.accepted(now: .seconds(10))
    return machine
  }

  @Test func `a streaming list asks for everything, and goes on as a watch`() {
    var machine = ReflectorStateMachine(options: ReflectorOptions())
    let first = machine.start()
    #expect(first == Self.stream())
    machine.opening(now: .zero)
    machine.initialEventsReplaced(version: "7", now: .seconds(1))
    #expect(machine.version == "7")
    let next = machine.watchEnded(nil, now: .seconds(400), random: 0)
    #expect(next == .watch(ListOptions(resourceVersion: "7", allowWatchBookmarks: true), isInitial: false))
    _ = machine.watchEnded(ReflectorFailure(Failures.expired), now: .seconds(500), random: 0)
    let again = machine.resumed()
    #expect(again == Self.stream("7"))
  }

  @Test func `silence ends the wait for the last bookmark, for good`() {
    var machine = Self.streaming()
    #expect(machine.deadline == .seconds(20))
    machine.received(now: .seconds(15))
    #expect(machine.deadline == .seconds(25))
    let action = machine.overdue(now: .seconds(25), random: 0)
    #expect(action == Self.list("0"))
    #expect(machine.streamingRefusal is ReflectorError)
    _ = machine.replaced(version: "7")
    _ = machine.watchEnded(ReflectorFailure(Failures.expired), now: .seconds(90), random: 0)
    let later = machine.resumed()
    #expect(later == Self.list("7"))
  }

  @Test func `so does a stream that never ends`() {
    var machine = Self.streaming()
    machine.received(now: .seconds(185))
    #expect(machine.deadline == .seconds(190))
  }

  @Test func `a server that refuses streaming lists is not asked again`() {
    var machine = Self.streaming()
    let action = machine.watchRefused(ReflectorFailure(Failures.invalid), now: .seconds(10), random: 0)
    #expect(action == Self.list("0"))
    #expect((machine.streamingRefusal as? KubernetesError)?.isInvalid == true)
  }

  @Test(arguments: [Failures.forbidden, Failures.internalError, Failures.unreadable])
  func `other failures lead to a list this time only`(error: KubernetesError) {
    var machine = Self.streaming()
    let action = machine.watchRefused(ReflectorFailure(error), now: .seconds(10), random: 0)
    #expect(action == Self.list("0"))
    _ = machine.listFailed(ReflectorFailure(error), now: .seconds(11), random: 0)
    let next = machine.resumed()
    #expect(next == Self.stream())
  }

  @Test(arguments: [Failures.refused, Failures.tooManyRequests])
  func `a server that is not there or busy is asked again later`(error: KubernetesError) {
    var machine = Self.streaming()
    let action = machine.watchRefused(ReflectorFailure(error), now: .seconds(10), random: 0)
    #expect(action == .sleep(until: .milliseconds(10_800)))
    let next = machine.resumed()
    #expect(next == Self.stream())
  }

  @Test(arguments: [Failures.expired, Failures.tooLarge])
  func `a version that the server does not have is given up at once`(error: KubernetesError) {
    var machine = Self.streaming()
    machine.initialEventsReplaced(version: "7", now: .seconds(11))
    _ = machine.watchEnded(ReflectorFailure(Failures.expired), now: .seconds(12), random: 0)
    let second = machine.resumed()
    #expect(second == Self.stream("7"))
    let third = machine.watchRefused(ReflectorFailure(error), now: .seconds(13), random: 0)
    #expect(third == Self.stream())
    let fourth = machine.watchRefused(ReflectorFailure(error), now: .seconds(13), random: 0)
    #expect(fourth == .sleep(until: .milliseconds(14_600)))
  }

  @Test func `a stream that ends early is asked for again, and after three times pages are read once`() {
    var machine = Self.streaming()
    for failure in [nil, ReflectorFailure(Failures.cut)] {
      let action = machine.watchEnded(failure, now: .seconds(10), random: 0)
      guard case .sleep = action else { return #expect(Bool(false), "\(action)") }
      let next = machine.resumed()
      #expect(next == Self.stream())
    }
    let third = machine.watchEnded(nil, now: .seconds(10), random: 0)
    #expect(third == Self.list("0"))
    #expect(machine.streamingRefusal == nil)
  }
}
