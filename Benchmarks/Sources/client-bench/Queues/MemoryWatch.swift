import KubernetesCore
import KubernetesModels

/// A server in memory: an empty list, and a watch that gives prepared events once the gate is open.
struct MemoryWatch: ListerWatcher {
  let events: [CoreV1.Pod]
  /// How many events arrive together.
  let batch: Int
  let gate = Gate()

  func list(_ options: ListOptions) async throws -> ListPage<CoreV1.Pod> { ListPage(items: [], resourceVersion: "1") }

  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<CoreV1.Pod>, any Error> {
    let cursor = Cursor(events: events, batch: batch, gate: gate)
    return AsyncThrowingStream { try await cursor.next() }
  }

  private actor Cursor {
    private let events: [CoreV1.Pod]
    private let batch: Int
    private let gate: Gate
    private var position = 0

    init(events: [CoreV1.Pod], batch: Int, gate: Gate) {
      self.events = events
      self.batch = batch
      self.gate = gate
    }

    func next() async throws -> WatchBatch<CoreV1.Pod>? {
      await gate.wait()
      guard position < events.count else {
        try await Task.sleep(for: .seconds(3_600))
        return nil
      }
      let end = min(position + batch, events.count)
      defer { position = end }
      return WatchBatch(events: events[position..<end].map { .added($0) })
    }
  }
}

/// Closed until it is opened, once.
actor Gate {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func open() {
    isOpen = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  func wait() async {
    if isOpen { return }
    await withCheckedContinuation { waiting.append($0) }
  }
}
