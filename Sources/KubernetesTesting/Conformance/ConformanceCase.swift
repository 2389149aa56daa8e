import HTTPTypes
import KubernetesCore

/// A few calls in a row whose answers any API server has to give alike.
///
/// Each case is made in a namespace of its own.
public struct ConformanceCase: Sendable, CustomStringConvertible {
  /// What is tried.
  public let name: String
  /// The part of the suite that the case belongs to.
  public let group: ConformanceGroup
  /// The calls.
  let steps: [ConformanceStep]
  /// Members of objects that older servers write otherwise, with the reason of each.
  let ages: [(member: String, reason: String)]

  /// The name, behind that of the group.
  public var description: String { "\(group.name): \(name)" }

  /// The number of calls.
  public var callCount: Int { steps.count }
}
