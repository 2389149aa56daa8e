public import HTTPTypes
public import KubernetesCore
import KubernetesLocks

/// The last requests that a server has got, to assert on.
public final class RequestJournal: Sendable {
  /// One request.
  public struct Entry: Sendable {
    /// The HTTP method.
    public var method: HTTPRequest.Method
    /// The path, percent-encoded.
    public var path: String
    /// The parameters, decoded, in order.
    public var query: [(name: String, value: String)]
    /// The header fields.
    public var headers: HTTPFields
    /// The body.
    public var body: Bytes
    /// The status of the answer; nil while it is being made.
    public var status: Int?

    /// The first value of a query parameter.
    public func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }
  }

  private struct State {
    var first = 0
    var entries: [Entry] = []
  }
  private let state = Lock(State())
  private let capacity: Int

  init(capacity: Int) { self.capacity = max(0, capacity) }

  /// What is remembered, oldest first.
  public var entries: [Entry] { state.withLock { $0.entries } }

  /// Forgets everything.
  public func clear() {
    state.withLock { state in
      state.first += state.entries.count
      state.entries = []
    }
  }

  func add(_ request: APIRequest) -> Int {
    state.withLock { state in
      if capacity > 0 {
        if state.entries.count >= capacity * 2 {
          state.first += capacity
          state.entries.removeFirst(capacity)
        }
        state.entries.append(
          Entry(
            method: request.method, path: request.path, query: request.query.items, headers: request.headers,
            body: request.body))
      }
      return state.first + state.entries.count - 1
    }
  }

  func finish(_ number: Int, status: Int) {
    state.withLock { state in
      let at = number - state.first
      if state.entries.indices.contains(at) { state.entries[at].status = status }
    }
  }
}
