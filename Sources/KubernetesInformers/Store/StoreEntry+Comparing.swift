import CKubernetesMemory
import KubernetesCore

extension StoreEntry {
  /// True if this is the entry of a key.
  ///
  /// Compares bytes: equal strings hardly ever have others, and `==` of strings, which is asked only then, takes four
  /// times as long to see it.
  @inline(__always)
  final func isOf(_ other: ObjectKey) -> Bool {
    key.hash == other.hash && Self.isSame(key.name, other.name) && Self.isSame(key.namespace, other.namespace)
  }

  @inline(__always)
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let hasSameBytes = a.utf8.withContiguousStorageIfAvailable { a in
      b.utf8.withContiguousStorageIfAvailable { b in
        guard a.count == b.count else { return false }
        guard let first = a.baseAddress, let second = b.baseAddress else { return true }
        return kubernetes_is_same(first, second, a.count)
      }
    }
    return hasSameBytes == true || a == b
  }
}
