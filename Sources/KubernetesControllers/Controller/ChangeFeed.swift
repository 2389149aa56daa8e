import KubernetesCore
import KubernetesInformers
import KubernetesWorkQueue

/// The keys that an object of a source stands for.
typealias KeyMapping<Object> = @Sendable (Object, ControllerCache) -> [ObjectKey]

/// Turns the changes of an informer into keys.
struct ChangeFeed<Object: KubernetesObject>: Sendable {
  let predicate: ChangePredicate<Object>?
  let filter: MetadataPredicate?
  /// Nil for the object's own key.
  let mapping: KeyMapping<Object>?

  /// Queues keys, batch by batch, until the informer stops or the task is cancelled.
  ///
  /// - Parameter queuedInitial: Called once the keys of everything that was there are queued.
  func follow(
    _ informer: Informer<Object>, for run: ControllerRun, _ cache: ControllerCache, queuedInitial: () -> Void
  ) async {
    var isInitial = true
    for await batch in informer.batches(resync: run.options.resyncPeriod) {
      let isBackground = isInitial || batch.audience != nil
      run.add(keys(of: batch, cache), priority: isBackground ? run.options.backgroundPriority : .standard)
      if batch.marksSync, isInitial {
        isInitial = false
        queuedInitial()
      }
    }
  }

  /// The keys of a batch, without repetitions of neighbours.
  func keys(of batch: DeltaBatch<Object>, _ cache: ControllerCache) -> ArraySlice<ObjectKey> {
    if mapping == nil, predicate == nil, filter == nil {
      // Nothing looks at the objects. The marker is the last delta of its batch.
      return batch.marksSync ? batch.keys.dropLast() : batch.keys[...]
    }
    var keys: [ObjectKey] = []
    for (delta, key) in zip(batch.deltas, batch.keys) where isWanted(delta) {
      guard let mapping else {
        keys.append(key)
        continue
      }
      switch delta {
      case .added(let object), .deleted(let object, _): Self.add(mapping(object, cache), to: &keys)
      case .updated(let old, let new):
        // What an object no longer stands for has lost something.
        Self.add(mapping(old, cache), to: &keys)
        Self.add(mapping(new, cache), to: &keys)
      case .replaced, .synced: break
      }
    }
    return keys[...]
  }

  private static func add(_ new: [ObjectKey], to keys: inout [ObjectKey]) {
    for key in new where !key.name.isEmpty && keys.last != key { keys.append(key) }
  }

  private func isWanted(_ delta: Delta<Object>) -> Bool {
    switch delta {
    case .replaced, .synced: false
    case .added, .updated, .deleted: predicate?.admits(delta) ?? true && filter?.admits(delta) ?? true
    }
  }
}
