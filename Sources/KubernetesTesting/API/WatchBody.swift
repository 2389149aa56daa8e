import KubernetesCore
import KubernetesLocks

/// The body of a watch: reads the storage's log when it is pulled, so that a slow reader costs nothing but its cursor.
final class WatchBody: BodySource {
  private struct State {
    var feed: WatchFeed
    var isReading = false
    var isCancelled = false
    var isDue = false
    var isTimedOut = false
    var timer: Task<Void, Never>?
  }
  private let core: ServerCore
  private let renderer: Renderer
  private let resource: GroupResource
  private let signal = WatchSignal()
  private let number: Int
  private let state: Lock<State>

  init(core: ServerCore, feed: WatchFeed, timeout: Duration?) {
    self.core = core
    renderer = Renderer(definition: feed.definition, now: core.configuration.now)
    resource = feed.definition.storage
    state = Lock(State(feed: feed))
    number = core.storage.watches.add(resource, signal)
    startTimer(timeout: timeout, bookmarks: feed.allowsBookmarks ? core.configuration.bookmarkInterval : nil)
  }

  deinit {
    core.storage.watches.remove(resource, number)
    state.withLock { $0.timer }?.cancel()
  }

  /// One task a watch: it sleeps until a bookmark or the end is due. It holds no reference to the watch while it sleeps
  /// and ends with it.
  private func startTimer(timeout: Duration?, bookmarks: Duration?) {
    guard timeout != nil || bookmarks != nil else { return }
    let clock = core.configuration.clock
    let timer = Task { [weak self] in
      var left = timeout
      while !Task.isCancelled {
        let pause = min(left ?? .seconds(1 << 40), bookmarks ?? .seconds(1 << 40))
        do { try await clock.sleep(for: pause) } catch { return }
        if let rest = left { left = rest - pause }
        guard let self else { return }
        let isOver = left.map { $0 <= .zero } ?? false
        self.wake(isTimedOut: isOver)
        if isOver { return }
      }
    }
    state.withLock { $0.timer = timer }
  }

  func wake(isTimedOut: Bool) {
    state.withLock { state in
      state.isDue = true
      state.isTimedOut = state.isTimedOut || isTimedOut
    }
    signal.raise()
  }

  func next() async throws -> Bytes? {
    let isAlone = state.withLock { state in
      if state.isReading { return false }
      state.isReading = true
      return true
    }
    guard isAlone else { throw TransportError(.invalidRequest, "the body is being read by another task") }
    defer { state.withLock { $0.isReading = false } }
    return try await withTaskCancellationHandler {
      while true {
        if Task.isCancelled || state.withLock({ $0.isCancelled }) { throw CancellationError() }
        switch await step() {
        case .bytes(let bytes): if !bytes.isEmpty { return bytes }
        case .end: return nil
        case .wait: await signal.wait()
        }
      }
    } onCancel: {
      signal.raise()
    }
  }

  enum Step: Equatable {
    /// Something to send; empty when there is more to look at.
    case bytes(Bytes)
    case end
    case wait
  }

  func step() async -> Step {
    let before = state.withLock { state -> (cursor: Int, frames: Bytes?, isFinished: Bool) in
      if state.feed.isFinished { return (0, nil, true) }
      if state.feed.isSendingInitialEvents { return (0, state.feed.initialFrames(renderer), false) }
      return (state.feed.cursor, nil, false)
    }
    if before.isFinished { return .end }
    if let frames = before.frames { return .bytes(frames) }
    let resource = resource
    let read = await core.storage.transaction { storage in
      Result { () throws(ObjectStorageStateMachine.Failure) -> (events: [StorageEvent], revision: Int) in
        (try storage.events(resource, after: before.cursor, limit: WatchFeed.batch), storage.revision)
      }
    }
    return state.withLock { state in
      switch read {
      case .failure(.compacted(let requested, let oldest)), .failure(.future(let requested, let oldest)):
        return .bytes(state.feed.expire(requested: requested, oldest: oldest, renderer))
      case .success(let (events, revision)):
        if !events.isEmpty {
          let frames = state.feed.frames(events, renderer)
          if !frames.isEmpty { return .bytes(frames) }
          if state.feed.isFinished { return .end }
          // The signal that led here may have been the timer's as well: look again before waiting.
          return .bytes(.empty)
        }
        if state.isTimedOut { return .end }
        if state.isDue {
          state.isDue = false
          if let bookmark = state.feed.bookmark(at: revision, renderer) { return .bytes(bookmark) }
        }
        return .wait
      }
    }
  }

  func cancel() {
    let timer = state.withLock { state in
      state.isCancelled = true
      return state.timer
    }
    timer?.cancel()
    signal.raise()
  }
}
