import KubernetesCore

extension StoreEntry {
  /// True if this is the entry of a key.
  ///
  /// Compares bytes: equal strings hardly ever have others, and `==` of strings, which is asked only then, takes four
  /// times as long to see it.
  ///
  /// - Parameter layout: Whether strings lie in memory as is known.
  @inline(__always)
  final func isOf(_ other: ObjectKey, _ layout: TextLayout) -> Bool {
    key.hash == other.hash && layout.isSame(key.name, other.name) && layout.isSame(key.namespace, other.namespace)
  }
}
