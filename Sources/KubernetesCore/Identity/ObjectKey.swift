import KubernetesHashing

/// The identity of an object within one resource: its namespace and its name.
///
/// The hash is computed once, when the key is made, from a seed of the process: hashing a key again, in every table it
/// is looked up in, costs a load. A cluster-scoped object has an empty namespace.
public struct ObjectKey: Sendable {
  /// The namespace, empty for cluster-scoped objects.
  public let namespace: String
  /// The name.
  public let name: String
  /// The seeded hash of both; not stable across processes.
  public let hash: Int

  /// Makes a key and its hash; linear in the length of both strings.
  public init(namespace: String = "", name: String) {
    self.namespace = namespace
    self.name = name
    hash = Int(truncatingIfNeeded: TextHash.process.hash(namespace, name))
  }

  /// Parses `namespace/name` or `name`, as client-go's split of a key does.
  ///
  /// Returns nil for more than one slash or an empty name.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty, parts.count <= 2 else { return nil }
    self.init(namespace: parts.count == 2 ? String(parts[0]) : "", name: String(name))
  }
}

extension ObjectKey: Hashable {
  /// Equal when namespace and name are.
  @inlinable
  public static func == (a: ObjectKey, b: ObjectKey) -> Bool {
    a.hash == b.hash && a.name == b.name && a.namespace == b.namespace
  }

  /// Feeds the cached hash.
  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  /// The cached hash, which is seeded already.
  @inlinable
  public var hashValue: Int { hash }

  /// What the standard library's tables ask for: the cached hash under their own seed, without a second round of SipHash.
  ///
  /// The hash is as hard to guess as `Hasher` makes it; the table's seed only spreads it differently in each table.
  @inlinable
  public func _rawHashValue(seed: Int) -> Int {
    let product = (hash ^ seed) &* 0x2545_F491_4F6C_DD1D
    return product ^ (product &>> 32)
  }
}

extension ObjectKey: Comparable {
  /// By namespace, then by name.
  public static func < (a: ObjectKey, b: ObjectKey) -> Bool {
    (a.namespace, a.name) < (b.namespace, b.name)
  }
}

extension ObjectKey: CustomStringConvertible {
  /// `namespace/name`, or just the name in cluster scope.
  public var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
