public import KubernetesCore
public import KubernetesInformers

/// A condition on a change of any object, which looks at metadata only: for all sources of a controller.
///
/// ```swift
/// controller.filtered(by: .generationChanged || .labelsChanged)
/// ```
///
/// Those that compare are satisfied by every addition and deletion, and by a change from one object to another of the same
/// name, which is both: a list may find what was deleted and made again meanwhile. Changes of metadata and status do not raise the
/// generation, where the resource has a status subresource; the beginning of a deletion does.
public struct MetadataPredicate: Sendable {
  /// The metadata before and after a change.
  public struct Change: Sendable {
    /// The state before; nil if the object is new.
    public let old: (any ObjectMetadata)?
    /// The state after; nil if the object is gone.
    public let new: (any ObjectMetadata)?

    /// The state after, or the last one.
    public var latest: (any ObjectMetadata)? { new ?? old }
  }

  private let condition: @Sendable (Change) -> Bool

  /// A condition of your own.
  public init(_ condition: @escaping @Sendable (Change) -> Bool) { self.condition = condition }

  /// True if the change satisfies the condition.
  public func admits(_ change: Change) -> Bool { condition(change) }

  /// True if the delta satisfies the condition; false for deltas that are not of one object.
  public func admits<Object>(_ delta: Delta<Object>) -> Bool {
    switch delta {
    case .added(let object): condition(Change(old: nil, new: object.metadata))
    case .updated(let old, let new): condition(Change(old: old.metadata, new: new.metadata))
    case .deleted(let object, _): condition(Change(old: object.metadata, new: nil))
    case .replaced, .synced: false
    }
  }

  private static func comparing(
    _ differ: @escaping @Sendable (any ObjectMetadata, any ObjectMetadata) -> Bool
  ) -> MetadataPredicate {
    MetadataPredicate { change in
      guard let old = change.old, let new = change.new else { return true }
      return old.uid != new.uid || differ(old, new)
    }
  }

  /// The desired state changed.
  public static let generationChanged = comparing { $0.generation != $1.generation }
  /// The labels changed.
  public static let labelsChanged = comparing { $0.labels != $1.labels }
  /// The annotations changed.
  public static let annotationsChanged = comparing { $0.annotations != $1.annotations }
  /// The finalizers changed.
  public static let finalizersChanged = comparing { $0.finalizers != $1.finalizers }
  /// Anything changed: false for resyncs.
  public static let resourceVersionChanged = comparing { $0.resourceVersion != $1.resourceVersion }

  /// The object has the labels now, or had them last.
  public static func labels(_ selector: LabelSelector) -> MetadataPredicate {
    MetadataPredicate { change in change.latest.map { selector.matches($0.labels) } ?? false }
  }

  /// Both conditions.
  public static func && (a: MetadataPredicate, b: MetadataPredicate) -> MetadataPredicate {
    MetadataPredicate { a.condition($0) && b.condition($0) }
  }

  /// One of two conditions.
  public static func || (a: MetadataPredicate, b: MetadataPredicate) -> MetadataPredicate {
    MetadataPredicate { a.condition($0) || b.condition($0) }
  }

  /// The opposite of a condition.
  public static prefix func ! (a: MetadataPredicate) -> MetadataPredicate {
    MetadataPredicate { !a.condition($0) }
  }
}
