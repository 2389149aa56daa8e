import KubernetesCore
import Testing

@testable import KubernetesInformers

/// The machine alone: events in, actions out.
@Suite("Reflector's lists")
struct ReflectorListingTests {
  private static func machine(pageSize: Int? = nil) -> ReflectorStateMachine {
    var options = ReflectorOptions(labelSelector: "app=web")
    options.listing = .paged
    options.pageSize = pageSize
    return ReflectorStateMachine(options: options)
  }

  private static func list(
    version: String? = nil, limit: Int? = nil, token: String? = nil, isFirst: Bool = true
  ) -> ReflectorStateMachine.Action {
    .list(
      ListOptions(labelSelector: "app=web", limit: limit, continueToken: token, resourceVersion: version),
      isFirst: isFirst)
  }

  private static func watch(_ version: String) -> ReflectorStateMachine.Action {
    .watch(ListOptions(labelSelector: "app=web", resourceVersion: version, allowWatchBookmarks: true), isInitial: false)
  }

  @Test func `the first list takes any cached state, the watch starts at its version`() {
    var machine = Self.machine()
    let first = machine.start()
    #expect(first == Self.list(version: "0", limit: 500))
    let second = machine.listed(version: "7", continueToken: nil, now: .zero, random: 0)
    #expect(second == .replace(version: "7"))
    let third = machine.replaced(version: "7")
    #expect(third == Self.watch("7"))
  }

  @Test func `the pages after the first carry the token and no version, and the first page's version counts`() {
    var machine = Self.machine()
    _ = machine.start()
    let second = machine.listed(version: "7", continueToken: "t1", now: .zero, random: 0)
    #expect(second == Self.list(limit: 500, token: "t1", isFirst: false))
    let third = machine.listed(version: "7", continueToken: "t2", now: .zero, random: 0)
    #expect(third == Self.list(limit: 500, token: "t2", isFirst: false))
    let end = machine.listed(version: "8", continueToken: "", now: .zero, random: 0)
    #expect(end == .replace(version: "7"))
  }

  @Test func `a token that comes twice ends the list`() {
    var machine = Self.machine()
    _ = machine.start()
    _ = machine.listed(version: "7", continueToken: "t1", now: .zero, random: 0)
    let action = machine.listed(version: "7", continueToken: "t1", now: .zero, random: 0)
    #expect(action == .sleep(until: .milliseconds(800)))
  }

  @Test func `later lists ask for the last version, unpaged, or the most recent state in pages`() {
    var machine = Self.machine()
    _ = machine.start()
    _ = machine.listed(version: "7", continueToken: nil, now: .zero, random: 0)
    _ = machine.replaced(version: "7")
    _ = machine.watchEnded(ReflectorFailure(Failures.expired), now: .seconds(9), random: 0)
    let again = machine.resumed()
    #expect(again == Self.list(version: "7"))

    var paged = Self.machine()
    _ = paged.start()
    _ = paged.listed(version: "7", continueToken: "t", now: .zero, random: 0)
    _ = paged.listed(version: "7", continueToken: nil, now: .zero, random: 0)
    _ = paged.replaced(version: "7")
    _ = paged.watchEnded(ReflectorFailure(Failures.expired), now: .seconds(9), random: 0)
    let pagedAgain = paged.resumed()
    #expect(pagedAgain == Self.list(limit: 500))
  }

  /// A limit and a version together would be answered with exactly that version, which the watch has just refused.
  @Test func `later lists in pages of a size that was asked for read the most recent state`() {
    var machine = Self.machine(pageSize: 7)
    let first = machine.start()
    #expect(first == Self.list(version: "0", limit: 7))
    _ = machine.listed(version: "249", continueToken: nil, now: .zero, random: 0)
    _ = machine.replaced(version: "249")
    _ = machine.watchRefused(ReflectorFailure(Failures.expired), now: .seconds(9), random: 0)
    let again = machine.resumed()
    #expect(again == Self.list(limit: 7))
  }

  @Test(arguments: [Failures.expired, Failures.gone, Failures.tooLarge])
  func `a version that the server does not have is given up once, at once`(error: KubernetesError) {
    var machine = Self.machine()
    _ = machine.start()
    _ = machine.listed(version: "7", continueToken: nil, now: .zero, random: 0)
    _ = machine.replaced(version: "7")
    _ = machine.watchEnded(ReflectorFailure(Failures.expired), now: .seconds(9), random: 0)
    _ = machine.resumed()
    let latest = machine.listFailed(ReflectorFailure(error), now: .seconds(10), random: 0)
    #expect(latest == Self.list())
    // Should even that fail, it waits; and then it does not believe the old version again.
    let wait = machine.listFailed(ReflectorFailure(error), now: .seconds(10), random: 0)
    #expect(wait == .sleep(until: .milliseconds(11_600)))
    let retry = machine.resumed()
    #expect(retry == Self.list(limit: 500))
    // After a success the versions count again.
    _ = machine.listed(version: "9", continueToken: nil, now: .seconds(12), random: 0)
    let watch = machine.replaced(version: "9")
    #expect(watch == Self.watch("9"))
  }

  @Test func `a token that expires leads to one list of everything at the version asked for`() {
    var machine = Self.machine(pageSize: 2)
    _ = machine.start()
    _ = machine.listed(version: "7", continueToken: "t", now: .zero, random: 0)
    let whole = machine.listFailed(ReflectorFailure(Failures.expired), now: .zero, random: 0)
    #expect(whole == Self.list(version: "0"))
    let latest = machine.listFailed(ReflectorFailure(Failures.expired), now: .zero, random: 0)
    #expect(latest == Self.list())
    let wait = machine.listFailed(ReflectorFailure(Failures.expired), now: .zero, random: 0)
    #expect(wait == .sleep(until: .milliseconds(800)))
  }

  @Test(arguments: [Failures.forbidden, Failures.internalError, Failures.refused, Failures.cut, Failures.unreadable])
  func `any other failure waits, longer each time`(error: KubernetesError) {
    var machine = Self.machine()
    _ = machine.start()
    let first = machine.listFailed(ReflectorFailure(error), now: .zero, random: 0)
    #expect(first == .sleep(until: .milliseconds(800)))
    let again = machine.resumed()
    #expect(again == Self.list(version: "0", limit: 500))
    let second = machine.listFailed(ReflectorFailure(error), now: .seconds(1), random: 1)
    #expect(second == .sleep(until: .milliseconds(1_000 + 3_200)))
  }

  @Test func `what cannot be handed on does not move the version`() {
    var machine = Self.machine()
    _ = machine.start()
    _ = machine.listed(version: "7", continueToken: nil, now: .zero, random: 0)
    let wait = machine.handOverFailed(ReflectorFailure(CancellationError()), now: .zero, random: 0)
    #expect(wait == .sleep(until: .milliseconds(800)))
    #expect(machine.version == nil)
  }
}
