/// A question that a store cannot answer.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The store has no such index.
  case unknownIndex(IndexName, known: [IndexName])
  /// The store has an index of that name.
  case duplicateIndex(IndexName)
  /// The store has as many indexes as it can have.
  case tooManyIndexes(limit: Int)
  /// Nobody fills the store: its informer does not run, or ended while this was awaited.
  case notFed

  /// What is wrong, for people.
  public var description: String {
    switch self {
    case .unknownIndex(let name, let known):
      "no index \(name); there are \(known.map(\.rawValue).sorted().joined(separator: ", "))"
    case .duplicateIndex(let name): "there is an index \(name) already"
    case .tooManyIndexes(let limit): "a store can have \(limit) indexes"
    case .notFed: "nobody fills the store: its informer is not running"
    }
  }
}
