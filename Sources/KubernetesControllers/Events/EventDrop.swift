internal import KubernetesModels

/// An event that nobody will see, and why.
public struct EventDrop: Sendable, CustomStringConvertible {
  /// Why an event is dropped.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The record is not one: its reason is empty.
    case invalid
    /// So many events wait to be written that there is no room for another: the server is slow or away.
    case queueFull
    /// There were too many different events about one object.
    case rateLimited
    /// The namespace is being deleted and takes nothing new.
    case namespaceTerminating
    /// The server has refused it for good: no permission, no such namespace, not valid.
    case refused
    /// The recorder was stopped before the event was written.
    case stopped
  }

  /// What was to be recorded.
  public var record: EventRecord
  /// How often it has happened without the server knowing.
  public var count: Int
  /// Why it was dropped.
  public var reason: Reason
  /// More for people, such as what the server said.
  public var message: String

  /// One line for people.
  public var description: String {
    let object = record.regarding
    return "\(record.reason) of \(object.kind ?? "") \(object.namespace ?? "")/\(object.name ?? ""): "
      + "\(reason.rawValue)" + (message.isEmpty ? "" : ", \(message)")
  }
}
