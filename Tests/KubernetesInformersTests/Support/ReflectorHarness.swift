import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport

@testable import KubernetesInformers

/// A reflector of a scripted source, on an executor and a clock that move when the test says so.
final class ReflectorHarness: Sendable {
  struct SinkError: Error {}

  let source: ScriptedSource
  let clock = ManualClock()
  let reflector: Reflector<TestObject>
  private let executor = StepExecutor()
  private let taken = Lock<[String]>([])
  private let refusals: Lock<Int>
  private let task = Lock<Task<Void, Never>?>(nil)
  private let isRunning = Lock(false)

  /// - Parameters:
  ///   - refusals: How many times the sink fails before it takes something.
  ///   - hangs: The sink takes nothing and does not come back.
  init(
    lists: [Result<ListPage<TestObject>, KubernetesError>] = [], watches: [[ScriptedSource.Frame]] = [],
    listing: ReflectorOptions.Listing = .paged, refusals: Int = 0, hangs: Bool = false,
    transform: Reflector<TestObject>.Transform? = nil
  ) {
    source = ScriptedSource(lists: lists, watches: watches)
    let remaining = Lock(refusals)
    self.refusals = remaining
    var options = ReflectorOptions()
    options.listing = listing
    let never = Observed(())
    reflector = Reflector(source, options: options, transform: transform, logger: nil, clock: clock, random: { 0 }) {
      [taken] changes in
      if hangs {
        _ = await never.change(after: 0)
        throw CancellationError()
      }
      let fails = remaining.withLock { remaining in
        defer { remaining = max(remaining - 1, 0) }
        return remaining > 0
      }
      if fails { throw SinkError() }
      taken.withLock { $0 += changes.map(\.text) }
    }
  }

  /// What the sink has taken.
  var changes: [String] { taken.withLock { $0 } }
  var status: ReflectorStatus { reflector.status }
  var state: String { status.state.name }
  var lastError: String { status.lastError.map { "\($0)" } ?? "" }
  var hasEnded: Bool { !isRunning.withLock { $0 } }
  var isAsleep: Bool { clock.nextDeadline != nil }

  /// Starts it, and lets it go on until it waits for something.
  func run() {
    isRunning.withLock { $0 = true }
    let task = Task(executorPreference: executor) {
      try? await self.reflector.run()
      self.isRunning.withLock { $0 = false }
    }
    self.task.withLock { $0 = task }
    settle()
  }

  /// Cancels it. No time passes.
  func cancel() {
    task.withLock { $0 }?.cancel()
    settle()
  }

  /// Lets time pass.
  func advance(by duration: Duration) {
    clock.advance(by: duration)
    settle()
  }

  /// Lets everything happen that can happen now.
  func settle() { while executor.step({ $0.lowerBound }) {} }

  static func page(
    _ objects: [TestObject], _ version: Int, token: String? = nil, failures: [UndecodableObject] = []
  ) -> Result<ListPage<TestObject>, KubernetesError> {
    .success(ListPage(items: objects, resourceVersion: "\(version)", continueToken: token, failures: failures))
  }

  static func bookmark(_ version: Int, endsInitialEvents: Bool = false) -> WatchEvent<TestObject> {
    .bookmark(WatchBookmark(resourceVersion: "\(version)", endsInitialEvents: endsInitialEvents))
  }

  static func unreadable(_ name: String?, _ version: Int, isDeleted: Bool = false) -> UndecodableObject {
    UndecodableObject(
      key: name.map { ObjectKey(namespace: "default", name: $0) }, resourceVersion: "\(version)",
      error: WireError(.typeMismatch, "no"), isDeleted: isDeleted)
  }
}

extension ScriptedSource.Frame {
  static func events(_ events: WatchEvent<TestObject>..., failures: [UndecodableObject] = []) -> Self {
    .batch(WatchBatch(events: events, failures: failures))
  }
}

extension CacheChange<TestObject> {
  /// The change in short.
  var text: String {
    switch self {
    case .set(let object): "set \(object.key.name)@\(object.metadata.resourceVersion ?? "")"
    case .delete(let object): "delete \(object.key.name)@\(object.metadata.resourceVersion ?? "")"
    case .deleteUnread(let key, let version): "lost \(key.name)@\(version)"
    case .replace(let all):
      "replace@\(all.resourceVersion): "
        + (all.items.map { "\($0.key.name)@\($0.metadata.resourceVersion ?? "")" } + all.retained.map { "(\($0.name))" })
        .joined(separator: " ")
    case .resync: "resync"
    case .bookmark(let version): "bookmark@\(version)"
    }
  }
}
