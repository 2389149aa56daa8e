import KubernetesCore

/// What a list or watch shows of a resource.
struct ObjectSelection: Sendable {
  var namespace: String?
  var labels = LabelSelector()
  var fields = FieldSelector()

  /// True when neither labels nor fields are asked for.
  var isUnfiltered: Bool { labels.isEmpty && fields.isEmpty }

  /// True when the selectors hold; the namespace is not looked at.
  func matches(_ object: StoredObject) -> Bool {
    (labels.isEmpty || labels.matches(object.labels)) && (fields.isEmpty || fields.matches(object))
  }

  /// What a watch with this selection reports of a change; nil for nothing.
  ///
  /// An object that enters the selection is an addition, one that leaves it a deletion.
  func event(for event: StorageEvent) -> (kind: StorageEvent.Kind, object: StoredObject)? {
    if let namespace, event.object.namespace != namespace { return nil }
    if isUnfiltered { return (event.kind, event.object) }
    let was = event.previous.map(matches) ?? false
    let isNow = event.kind != .deleted && matches(event.object)
    switch (was, isNow) {
    case (true, true): return (.modified, event.object)
    case (false, true): return (.added, event.object)
    case (true, false): return (.deleted, event.previous ?? event.object)
    case (false, false): return nil
    }
  }
}
