import KubernetesCore
import KubernetesLocks

@testable import KubernetesInformers

/// A source that answers with what the test has written down, in order; after that it lets its callers wait.
final class ScriptedSource: ListerWatcher, Sendable {
  typealias Object = TestObject

  enum Frame: Sendable {
    case batch(WatchBatch<TestObject>)
    case fail(any Error)
    /// The watch cannot be opened; the only frame of its watch.
    case refuse(any Error)
    case end
    /// The watch is never accepted; the only frame of its watch.
    case hang
  }

  private struct State: Sendable {
    var lists: [Result<ListPage<TestObject>, KubernetesError>]
    var watches: [[Frame]]
    var listed: [ListOptions] = []
    var watched: [ListOptions] = []
  }
  private let state: Lock<State>
  private let never = Observed(())

  init(lists: [Result<ListPage<TestObject>, KubernetesError>], watches: [[Frame]]) {
    state = Lock(State(lists: lists, watches: watches))
  }

  var listed: [ListOptions] { state.withLock { $0.listed } }
  var watched: [ListOptions] { state.withLock { $0.watched } }

  func list(_ options: ListOptions) async throws -> ListPage<TestObject> {
    let result = state.withLock { state in
      state.listed.append(options)
      return state.lists.isEmpty ? nil : state.lists.removeFirst()
    }
    if let result { return try result.get() }
    _ = await never.change(after: 0)
    throw CancellationError()
  }

  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<TestObject>, any Error> {
    let frames = state.withLock { state in
      state.watched.append(options)
      return state.watches.isEmpty ? [] : state.watches.removeFirst()
    }
    if case .refuse(let error)? = frames.first { throw error }
    if case .hang? = frames.first {
      _ = await never.change(after: 0)
      throw CancellationError()
    }
    let rest = Lock(frames)
    return AsyncThrowingStream { [never] in
      let frame: Frame? = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      switch frame {
      case .batch(let batch): return batch
      case .fail(let error), .refuse(let error): throw error
      case .end: return nil
      case .hang, nil:
        _ = await never.change(after: 0)
        return nil
      }
    }
  }
}
