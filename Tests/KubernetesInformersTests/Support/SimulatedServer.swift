import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport

@testable import KubernetesInformers

/// A ``SimulatedCollection`` behind the interface of a client. Writes come from the test, and what goes wrong from its
/// plan.
final class SimulatedServer: ListerWatcher, Sendable {
  typealias Object = TestObject
  typealias Write = SimulatedCollection.Write

  enum Streaming: Sendable { case supported, refused }

  struct State: Sendable {
    var collection = SimulatedCollection()
    var faults: FaultPlan
    var lists: [ListOptions] = []
    var watches: [ListOptions] = []
    var open: [Int: SimulatedWatch] = [:]
    var opened = 0
    /// How many times every watch has been sent a bookmark.
    var bookmarks = 0
  }

  let state: Lock<State>
  private let streaming: Streaming
  private let pageSize: Int?
  private let changes = Observed(())
  private let time: TimeSource

  init(
    streaming: Streaming = .refused, pageSize: Int? = nil, faults: FaultPlan = FaultPlan(),
    clock: some Clock<Duration> = ManualClock()
  ) {
    state = Lock(State(faults: faults))
    self.streaming = streaming
    self.pageSize = pageSize
    time = TimeSource(clock)
  }

  var collection: SimulatedCollection { state.withLock { $0.collection } }
  var objects: Set<TestObject> { collection.objects }
  var version: String { "\(collection.version)" }
  var lists: [ListOptions] { state.withLock { $0.lists } }
  var watches: [ListOptions] { state.withLock { $0.watches } }
  var openWatches: Int { state.withLock { $0.open.count } }
  /// When the server will end a watch.
  var nextDeadline: Duration? { state.withLock { $0.open.values.filter { !$0.isStalled }.map(\.deadline).min() } }

  func apply(_ writes: Write...) {
    state.withLock { state in for write in writes { state.collection.apply(write) } }
    wake()
  }

  func set(_ name: String, namespace: String = "default", value: Int = 0) {
    apply(.set(name, namespace: namespace, value: value))
  }

  func delete(_ name: String, namespace: String = "default") { apply(.delete(name, namespace: namespace)) }

  /// Sends every watch a bookmark.
  func sendBookmarks() {
    state.withLock { $0.bookmarks += 1 }
    wake()
  }

  /// Lets the watches look again: at what has changed, and at the time.
  func wake() { changes.set(()) }

  // MARK: ListerWatcher

  func list(_ options: ListOptions) async throws -> ListPage<TestObject> {
    let (fault, delay, lag) = state.withLock { state in
      state.lists.append(options)
      let fault = state.faults.strike(options.continueToken == nil ? .list : .page)
      return (fault, state.faults.number(1...40), state.faults.chance(30) ? state.faults.number(1...8) : 0)
    }
    if let error = fault?.error { throw error }
    if fault == .slow { try await time.sleep(time.now() + .seconds(delay)) }
    return try state.withLock { try $0.collection.page(options, pageSize: pageSize, lag: lag) }
  }

  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<TestObject>, any Error> {
    let isStream = options.sendInitialEvents == true
    let (fault, delay) = state.withLock { state in
      state.watches.append(options)
      return (state.faults.strike(isStream ? .openStream : .openWatch), state.faults.number(1...40))
    }
    if let error = fault?.error { throw error }
    if fault == .slow { try await time.sleep(time.now() + .seconds(delay)) }
    let now = time.now()
    let connection = try state.withLock { state in
      let collection = state.collection
      let wanted = options.resourceVersion.flatMap { Int($0) } ?? 0
      var start = wanted
      var initial: [SimulatedCollection.Change]?
      var failure: KubernetesError?
      if isStream {
        if streaming == .refused { throw Failures.invalid }
        if wanted > collection.version { throw Failures.tooLarge }
        start = collection.version
        var contents = collection.contents(at: start)
        state.faults.shuffle(&contents)
        initial = contents
      } else if wanted < collection.compacted {
        // Said either at once or in the stream, which then has nothing else.
        if state.faults.chance(50) { throw Failures.gone }
        failure = Failures.expired
      }
      state.opened += 1
      state.open[state.opened] = SimulatedWatch(
        version: start, initial: initial, bookmarks: state.bookmarks,
        deadline: now + .seconds(options.timeoutSeconds ?? 1_800))
      return Connection(self, state.opened, failure)
    }
    return AsyncThrowingStream { try await connection.next() }
  }

  /// One open watch, until nobody reads it any more.
  private final class Connection: Sendable {
    private let server: SimulatedServer
    private let id: Int
    private let failure: KubernetesError?

    init(_ server: SimulatedServer, _ id: Int, _ failure: KubernetesError?) {
      self.server = server
      self.id = id
      self.failure = failure
    }

    deinit { server.state.withLock { $0.open[id] = nil } }

    func next() async throws -> WatchBatch<TestObject>? {
      if let failure { throw failure }
      while !Task.isCancelled {
        let revision = server.changes.current.revision
        let now = server.time.now()
        let step = server.state.withLock { state in
          state.open[id]?.next(state.collection, &state.faults, bookmarks: state.bookmarks, now: now)
        }
        switch step {
        case .batch(let batch): return batch
        case .fail(let error): throw error
        case .end, nil: return nil
        case .stall, .wait: _ = await server.changes.change(after: revision)
        }
      }
      return nil
    }
  }
}
