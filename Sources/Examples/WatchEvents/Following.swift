import Kubernetes

/// Reads what there is of a resource, then watches it, over as many watches as the server makes of it.
struct Following {
  let objects: ResourceClient<Unstructured>
  let labelSelector: LabelSelector?

  /// How long to wait when a watch has ended without an event.
  private static let pause: Duration = .seconds(1)

  /// Shows every event in its order, none twice and none left out; without a number of seconds for ever.
  ///
  /// - Throws: `KubernetesError` when the server has forgotten the last version that was seen, and for everything else
  ///   that is no clean end of a watch.
  func follow<C: Clock>(
    seconds: Int?, clock: C, _ show: (WatchEvent<Unstructured>) throws -> Void
  ) async throws where C.Duration == Duration {
    let start = clock.now
    func remaining() -> Duration? { seconds.map { .seconds($0) - start.duration(to: clock.now) } }
    let list = try await objects.list(ListOptions(labelSelector: labelSelector))
    for object in list.items { try show(.added(object)) }
    var version = list.resourceVersion
    while true {
      var options = ListOptions(labelSelector: labelSelector, resourceVersion: version, allowWatchBookmarks: true)
      if let left = remaining() {
        guard left > .zero else { return }
        options.timeoutSeconds = Int(left.components.seconds) + (left.components.attoseconds > 0 ? 1 : 0)
      }
      var isSilent = true
      for try await event in try await objects.events(options) {
        isSilent = false
        version = event.version ?? version
        try show(event)
      }
      // A server that ends every watch at once is not to be asked without a rest.
      if isSilent, remaining() ?? .seconds(1) > .zero { try await clock.sleep(for: Self.pause) }
    }
  }
}

extension WatchEvent<Unstructured> {
  /// What a watch that goes on behind this event begins with.
  fileprivate var version: String? {
    switch self {
    case .added(let object), .modified(let object), .deleted(let object): object.metadata.resourceVersion
    case .bookmark(let bookmark): bookmark.resourceVersion
    }
  }
}
