import KubernetesCore
import KubernetesInformers
import KubernetesLocks

/// The objects of one resource, as a server would have them: can be listed, and watched from any version on.
final class ObjectCollection<Object: KubernetesObject>: ListerWatcher, Sendable {
  private struct State: Sendable {
    var version = 0
    var objects: [ObjectKey: Object] = [:]
    var log: [(version: Int, event: WatchEvent<Object>)] = []
    var lists = 0
    /// Watches from earlier versions are refused.
    var compacted = 0
    /// Thrown by every call while it is there.
    var failure: KubernetesError?
    /// Watches of earlier generations have been cut.
    var generation = 0
  }

  private let state = Observed(State())

  init(_ objects: [Object] = []) { for object in objects { set(object) } }

  var lists: Int { state.value.lists }

  func fail(_ failure: KubernetesError?) { state.update { $0.failure = failure } }

  /// Stores an object with a new version.
  func set(_ object: Object) {
    state.update { state in
      state.version += 1
      var object = object
      object.metadata.resourceVersion = "\(state.version)"
      if object.metadata.uid == nil { object.metadata.uid = "uid-\(object.key.name)" }
      let isNew = state.objects.updateValue(object, forKey: object.key) == nil
      state.log.append((state.version, isNew ? .added(object) : .modified(object)))
    }
  }

  func delete(_ key: ObjectKey) {
    state.update { state in
      guard var object = state.objects.removeValue(forKey: key) else { return }
      state.version += 1
      object.metadata.resourceVersion = "\(state.version)"
      state.log.append((state.version, .deleted(object)))
    }
  }

  /// Cuts the watches and forgets the log, so that everything is listed again.
  func forceRelist() {
    state.update { state in
      state.version += 1
      state.compacted = state.version
      state.generation += 1
      state.log = []
    }
  }

  func list(_ options: ListOptions) async throws -> ListPage<Object> {
    state.update { $0.lists += 1 }
    let now = state.value
    if let failure = now.failure { throw failure }
    return ListPage(items: Array(now.objects.values), resourceVersion: "\(now.version)")
  }

  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<Object>, any Error> {
    if let failure = state.value.failure { throw failure }
    let start = Int(options.resourceVersion ?? "") ?? 0
    guard start >= state.value.compacted, options.sendInitialEvents != true else {
      throw KubernetesError.expired
    }
    let position = Lock(start)
    let generation = state.value.generation
    return AsyncThrowingStream { [state] in
      let from = position.withLock { $0 }
      let now = try await state.wait { $0.generation != generation || $0.version > from }
      guard now.generation == generation else { return nil }
      let events = now.log.filter { $0.version > from }
      position.withLock { $0 = now.version }
      return WatchBatch(events: events.map(\.event))
    }
  }
}

extension KubernetesError {
  static let expired = KubernetesError(
    .api, "too old", status: Status(message: "too old", reason: .expired, code: 410))
}
