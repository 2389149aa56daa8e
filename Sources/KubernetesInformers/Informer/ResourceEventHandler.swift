public import KubernetesCore

/// Functions to be called for what happens in a cache, for those who come from client-go. Loops over
/// ``Informer/deltas(_:resync:)`` do the same without a registration.
///
/// The functions of one handler are called one at a time and in order. They may take their time: other handlers, and
/// the informer, do not wait.
public struct ResourceEventHandler<Object: KubernetesObject>: Sendable {
  /// An object is new to the cache. True for what was there when the handler, or the informer, began.
  public var onAdd: @Sendable (_ object: Object, _ isInInitialList: Bool) async -> Void
  /// An object changed; in a resync both are the same.
  public var onUpdate: @Sendable (_ old: Object, _ new: Object) async -> Void
  /// An object is gone.
  public var onDelete: @Sendable (_ last: Object, _ finality: Finality) async -> Void

  /// Joins functions; those that are left out do nothing.
  public init(
    onAdd: @escaping @Sendable (_ object: Object, _ isInInitialList: Bool) async -> Void = { _, _ in },
    onUpdate: @escaping @Sendable (_ old: Object, _ new: Object) async -> Void = { _, _ in },
    onDelete: @escaping @Sendable (_ last: Object, _ finality: Finality) async -> Void = { _, _ in }
  ) {
    self.onAdd = onAdd
    self.onUpdate = onUpdate
    self.onDelete = onDelete
  }

  /// A handler that hears only of objects that satisfy a condition. An object that begins to satisfy it is added, one
  /// that ceases to is deleted, with the last state that satisfied it.
  public func filtered(by isIncluded: @escaping @Sendable (Object) -> Bool) -> ResourceEventHandler {
    let base = self
    return ResourceEventHandler(
      onAdd: { object, isInInitialList in
        if isIncluded(object) { await base.onAdd(object, isInInitialList) }
      },
      onUpdate: { old, new in
        switch (isIncluded(old), isIncluded(new)) {
        case (true, true): await base.onUpdate(old, new)
        case (false, true): await base.onAdd(new, false)
        case (true, false): await base.onDelete(old, .observed)
        case (false, false): break
        }
      },
      onDelete: { last, finality in
        if isIncluded(last) { await base.onDelete(last, finality) }
      })
  }
}
