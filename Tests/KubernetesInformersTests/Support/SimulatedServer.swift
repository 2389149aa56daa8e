import KubernetesCore
import KubernetesLocks

@testable import KubernetesInformers

/// One collection of an API server, in memory: versions, a log with compaction, pages, bookmarks, streaming lists.
///
/// Writes come from the test, or from a script that goes on whenever a watch has nothing to send. What goes wrong is
/// decided by ``faults``, which knows when it has done enough.
final class SimulatedServer: ListerWatcher, Sendable {
  typealias Object = TestObject

  enum Streaming: Sendable { case supported, refused }

  struct State: Sendable {
    var objects: [ObjectKey: TestObject] = [:]
    var version = 10
    /// What changed at each version after ``compacted``.
    var log: [(version: Int, event: WatchEvent<TestObject>)] = []
    var compacted = 10
    /// What there was at each version, for lists from a cache that lags.
    var past: [Int: [ObjectKey: TestObject]] = [10: [:]]
    var script: [Write] = []
    var faults = FaultPlan()
    var lists: [ListOptions] = []
    var watches: [ListOptions] = []
    var openWatches = 0
  }

  enum Write: Sendable {
    case set(String, namespace: String, value: Int)
    case delete(String, namespace: String)
    case compact
  }

  let state: Lock<State>
  let streaming: Streaming
  let pageSize: Int?
  private let changes = Observed(())
  /// Lets time pass for those who wait for a connection that is dead.
  let stall: @Sendable () -> Void

  init(
    streaming: Streaming = .refused, pageSize: Int? = nil, script: [Write] = [], faults: FaultPlan = FaultPlan(),
    stall: @escaping @Sendable () -> Void = {}
  ) {
    var state = State()
    state.script = script
    state.faults = faults
    self.state = Lock(state)
    self.streaming = streaming
    self.pageSize = pageSize
    self.stall = stall
  }

  var objects: Set<TestObject> { state.withLock { Set($0.objects.values) } }
  var version: String { state.withLock { "\($0.version)" } }
  var lists: [ListOptions] { state.withLock { $0.lists } }
  var watches: [ListOptions] { state.withLock { $0.watches } }
  var openWatches: Int { state.withLock { $0.openWatches } }

  func apply(_ writes: Write...) {
    state.withLock { state in for write in writes { state.apply(write) } }
    changes.set(())
  }

  func set(_ name: String, namespace: String = "default", value: Int = 0) {
    apply(.set(name, namespace: namespace, value: value))
  }

  func delete(_ name: String, namespace: String = "default") { apply(.delete(name, namespace: namespace)) }

  // MARK: ListerWatcher

  func list(_ options: ListOptions) async throws -> ListPage<TestObject> {
    try state.withLock { state in
      state.lists.append(options)
      // Time passes between pages.
      if options.continueToken != nil { state.goOn() }
      if let error = state.faults.listError() { throw error }
      let version: Int
      var offset = 0
      if let token = options.continueToken {
        let parts = token.split(separator: ":").compactMap { Int($0) }
        (version, offset) = (parts[0], parts[1])
        if version < state.compacted { throw Failures.expired }
      } else if options.resourceVersion == "0" {
        version = max(state.compacted, state.version - state.faults.lag())
      } else if let wanted = options.resourceVersion.flatMap({ Int($0) }) {
        if wanted > state.version { throw Failures.tooLarge }
        version = max(wanted, state.compacted, state.version - state.faults.lag())
      } else {
        version = state.version
      }
      let all = (state.past[version] ?? state.objects).values.sorted { $0.key < $1.key }
      let limit = pageSize ?? options.limit ?? all.count
      let page = all.dropFirst(offset).prefix(max(limit, 1))
      let rest = all.count - offset - page.count
      return ListPage(
        items: Array(page), resourceVersion: "\(version)",
        continueToken: rest > 0 ? "\(version):\(offset + page.count)" : nil,
        remainingItemCount: rest > 0 ? Int64(rest) : nil)
    }
  }

  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<TestObject>, any Error> {
    let cursor = try state.withLock { state -> Cursor in
      state.watches.append(options)
      if let error = state.faults.openError() { throw error }
      let wanted = options.resourceVersion.flatMap { Int($0) } ?? 0
      if options.sendInitialEvents == true {
        if streaming == .refused { throw Failures.invalid }
        if wanted > state.version { throw Failures.tooLarge }
        state.openWatches += 1
        return Cursor(self, version: state.version, initial: Array(state.objects.values))
      }
      if wanted < state.compacted {
        if state.faults.isInStream() {
          state.openWatches += 1
          return Cursor(self, version: -1)
        }
        throw Failures.gone
      }
      state.openWatches += 1
      return Cursor(self, version: wanted)
    }
    return AsyncThrowingStream { try await cursor.next() }
  }

  /// Where one watch is.
  final class Cursor: Sendable {
    private struct Position: Sendable {
      var version: Int
      var initial: [TestObject]?
      var isBookmarked = false
      var pendingError: KubernetesError?
      var isEnded = false
    }
    private let server: SimulatedServer
    private let position: Lock<Position>

    init(_ server: SimulatedServer, version: Int, initial: [TestObject]? = nil) {
      self.server = server
      position = Lock(Position(version: version, initial: initial))
    }

    deinit { server.state.withLock { $0.openWatches -= 1 } }

    func next() async throws -> WatchBatch<TestObject>? {
      while !Task.isCancelled {
        let revision = server.changes.current.revision
        let step = server.state.withLock { state in position.withLock { Self.step(&$0, &state) } }
        switch step {
        case .batch(let events): return WatchBatch(events: events)
        case .fail(let error): throw error
        case .end: return nil
        case .stall:
          server.stall()
          // Nothing comes any more; only the task's end helps.
          while !Task.isCancelled {
            _ = await server.changes.change(after: server.changes.current.revision)
          }
        case .wait: _ = await server.changes.change(after: revision)
        }
      }
      return nil
    }

    private enum Step: Sendable {
      case batch([WatchEvent<TestObject>])
      case fail(KubernetesError)
      case end, stall, wait
    }

    private static func step(_ position: inout Position, _ state: inout State) -> Step {
      if let error = position.pendingError { return .fail(error) }
      if position.isEnded { return .end }
      if position.version < state.compacted, position.version < state.version { return .fail(Failures.expired) }
      switch state.faults.streamFault() {
      case .cut: return .fail(Failures.cut)
      case .error(let error): return .fail(error)
      case .end: return .end
      case .stall: return .stall
      case .none: break
      }
      if position.initial != nil { return initialStep(&position, &state) }
      var pending = state.log.filter { $0.version > position.version }
      if pending.isEmpty {
        if state.goOn() {
          // The script may have compacted what this watch has not seen.
          if position.version < state.compacted, position.version < state.version { return .fail(Failures.expired) }
          pending = state.log.filter { $0.version > position.version }
        } else if position.isBookmarked {
          return .wait
        }
      }
      if pending.isEmpty {
        position.isBookmarked = true
        return .batch([.bookmark(WatchBookmark(resourceVersion: "\(state.version)"))])
      }
      position.isBookmarked = false
      let some = Array(pending.prefix(state.faults.batchSize(pending.count)))
      position.version = some[some.count - 1].version
      var events = some.map(\.event)
      state.faults.disorder(&events, state.log.map(\.event))
      if position.version == state.version, state.faults.addsBookmark() {
        events.append(.bookmark(WatchBookmark(resourceVersion: "\(position.version)")))
      }
      position.pendingError = state.faults.cutAfterBatch()
      return .batch(events)
    }

    private static func initialStep(_ position: inout Position, _ state: inout State) -> Step {
      let rest = position.initial ?? []
      let count = state.faults.batchSize(rest.count)
      var events = rest.prefix(count).map { WatchEvent.added($0) }
      position.initial = Array(rest.dropFirst(count))
      if count >= rest.count {
        position.initial = nil
        events.append(.bookmark(WatchBookmark(resourceVersion: "\(position.version)", endsInitialEvents: true)))
      }
      return .batch(events)
    }
  }
}

extension SimulatedServer.State {
  /// Does the next write of the script. Returns false if there is none left.
  @discardableResult
  mutating func goOn() -> Bool {
    guard !script.isEmpty else { return false }
    for _ in 0..<faults.batchSize(script.count) { apply(script.removeFirst()) }
    return true
  }

  mutating func apply(_ write: SimulatedServer.Write) {
    switch write {
    case .set(let name, let namespace, let value):
      version += 1
      var object = TestObject(name, namespace: namespace, version: version, uid: "uid-\(version)", value: value)
      if let old = objects[object.key] {
        object.metadata.uid = old.metadata.uid
        log.append((version, .modified(object)))
      } else {
        log.append((version, .added(object)))
      }
      objects[object.key] = object
    case .delete(let name, let namespace):
      guard var last = objects.removeValue(forKey: ObjectKey(namespace: namespace, name: name)) else { return }
      version += 1
      last.metadata.resourceVersion = "\(version)"
      log.append((version, .deleted(last)))
    case .compact:
      compacted = version
      log.removeAll()
      past.removeAll()
    }
    past[version] = objects
  }
}
