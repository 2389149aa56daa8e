public import KubernetesCore
public import KubernetesInformers

/// A condition on a change of an object of one type: which changes of a source lead to a reconcile.
///
/// ```swift
/// source.predicate = .generationChanged || .objects { $0.spec?.paused == true }
/// ```
public struct ChangePredicate<Object: KubernetesObject>: Sendable {
  private let condition: @Sendable (Delta<Object>) -> Bool

  /// A condition of your own. It is asked for additions, updates and deletions.
  public init(_ condition: @escaping @Sendable (Delta<Object>) -> Bool) { self.condition = condition }

  /// A condition that looks at metadata only.
  public init(_ predicate: MetadataPredicate) { condition = { predicate.admits($0) } }

  /// True if the change satisfies the condition.
  public func admits(_ delta: Delta<Object>) -> Bool { condition(delta) }

  /// The object is so now, or was so last.
  public static func objects(_ condition: @escaping @Sendable (Object) -> Bool) -> ChangePredicate {
    ChangePredicate { delta in delta.object.map(condition) ?? false }
  }

  /// A value that is made of the object changed; true for additions and deletions, and for a change to another object of
  /// the same name.
  public static func changed<Value: Equatable & SendableMetatype>(
    _ value: @escaping @Sendable (Object) -> Value
  ) -> ChangePredicate {
    ChangePredicate { delta in
      guard case .updated(let old, let new) = delta else { return true }
      return old.metadata.uid != new.metadata.uid || value(old) != value(new)
    }
  }

  /// The desired state changed.
  public static var generationChanged: ChangePredicate { ChangePredicate(MetadataPredicate.generationChanged) }
  /// The labels changed.
  public static var labelsChanged: ChangePredicate { ChangePredicate(MetadataPredicate.labelsChanged) }
  /// The annotations changed.
  public static var annotationsChanged: ChangePredicate { ChangePredicate(MetadataPredicate.annotationsChanged) }
  /// The finalizers changed.
  public static var finalizersChanged: ChangePredicate { ChangePredicate(MetadataPredicate.finalizersChanged) }
  /// Anything changed: false for resyncs.
  public static var resourceVersionChanged: ChangePredicate {
    ChangePredicate(MetadataPredicate.resourceVersionChanged)
  }

  /// The object has the labels now, or had them last.
  public static func labels(_ selector: LabelSelector) -> ChangePredicate {
    ChangePredicate(MetadataPredicate.labels(selector))
  }

  /// Both conditions.
  public static func && (a: ChangePredicate, b: ChangePredicate) -> ChangePredicate {
    ChangePredicate { a.condition($0) && b.condition($0) }
  }

  /// One of two conditions.
  public static func || (a: ChangePredicate, b: ChangePredicate) -> ChangePredicate {
    ChangePredicate { a.condition($0) || b.condition($0) }
  }

  /// The opposite of a condition.
  public static prefix func ! (a: ChangePredicate) -> ChangePredicate {
    ChangePredicate { !a.condition($0) }
  }
}
