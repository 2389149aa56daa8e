import KubernetesControllers
import KubernetesLocks

/// A lease in memory, with the guarantees of a server's. A test sees every call, and can hold it up or let it fail, before
/// or after it has had its effect.
final class MemoryLeaseStore: LeaseStore {
  enum Call: Equatable, Sendable {
    case read
    case create(LeaseRecord)
    case update(LeaseRecord)

    /// Who the lease is written to; nil for a read.
    var holder: String? {
      switch self {
      case .read: nil
      case .create(let record), .update(let record): record.holder
      }
    }
  }
  typealias Hook = @Sendable (Call) async throws -> Void

  private struct State {
    var record: LeaseRecord?
    var version = 0
    var calls: [Call] = []
    var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var before: Hook = { _ in }
    var after: Hook = { _ in }
  }
  private let state = Lock(State())

  init(_ record: LeaseRecord? = nil) { set(record) }

  var calls: [Call] { state.withLock { $0.calls } }
  var record: LeaseRecord? { state.withLock { $0.record } }

  /// Sets the lease, as somebody else would.
  func set(_ record: LeaseRecord?) {
    state.withLock { state in
      state.record = record
      state.version += 1
    }
  }

  /// Runs at the beginning of every call from now on.
  func before(_ hook: @escaping Hook) { state.withLock { $0.before = hook } }
  /// Runs at the end of every call from now on, when it has had its effect.
  func after(_ hook: @escaping Hook) { state.withLock { $0.after = hook } }

  /// Waits until there have been so many calls in all.
  func waitForCalls(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.calls.count >= count { return true }
        state.waiters.append((count, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }

  func read() async throws -> (record: LeaseRecord, version: String)? {
    try await perform(.read) { state in state.record.map { ($0, String(state.version)) } }
  }

  func create(_ record: LeaseRecord) async throws -> String? {
    try await perform(.create(record)) { state in
      if state.record != nil { return nil }
      state.record = record
      state.version += 1
      return String(state.version)
    }
  }

  func update(_ record: LeaseRecord, version: String) async throws -> String? {
    try await perform(.update(record)) { state in
      guard state.record != nil, version == String(state.version) else { return nil }
      state.record = record
      state.version += 1
      return String(state.version)
    }
  }

  private func perform<Value: Sendable>(
    _ call: Call, _ effect: @Sendable (inout State) -> Value
  ) async throws -> Value {
    let (before, waiters) = state.withLock { state in
      state.calls.append(call)
      let count = state.calls.count
      let ready = state.waiters.filter { $0.count <= count }
      state.waiters.removeAll { $0.count <= count }
      return (state.before, ready.map(\.continuation))
    }
    for waiter in waiters { waiter.resume() }
    try await before(call)
    let (value, after) = state.withLock { state in (effect(&state), state.after) }
    try await after(call)
    return value
  }
}

extension LeaseRecord {
  static func held(by holder: String, transitions: Int = 3) -> LeaseRecord {
    LeaseRecord(holder: holder, durationSeconds: 15, acquireTime: "a", renewTime: "r", transitions: transitions)
  }
}
