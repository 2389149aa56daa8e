import KubernetesCore
import KubernetesLocks

/// One index: its function over entries, and its table behind a lock.
final class StoreIndex: Sendable {
  /// The index function, freed of the object's type.
  enum Function: Sendable {
    case namespace
    case single(@Sendable (StoreEntry) -> String?)
    case multiple(@Sendable (StoreEntry) -> [String])
  }

  let name: IndexName
  let number: Int
  let function: Function
  let table: Lock<IndexTable>

  init(_ name: IndexName, number: Int, function: Function) {
    self.name = name
    self.number = number
    self.function = function
    table = Lock(IndexTable(number: number))
  }

  /// Takes an entry in, in the place of the previous version of its object if there is one.
  func set(_ entry: StoreEntry, replacing old: StoreEntry?) {
    // The application's function runs outside the lock.
    let values = self.values(of: entry)
    table.withLock { $0.set(entry, values: values, replacing: old) }
  }

  /// The values under which an entry is found.
  func values(of entry: StoreEntry) -> IndexTable.Values {
    switch function {
    case .namespace: .single(entry.key.namespace)
    case .single(let value): .single(value(entry))
    case .multiple(let values): .multiple(values(entry))
    }
  }

  func remove(_ entry: StoreEntry) { table.withLock { $0.remove(entry) } }
}
