import Crypto
import KubernetesCore

extension ResourceDefinition {
  /// What tells clients whether objects are stored as before: a digest of the kind in its stored version. Nil for
  /// resources that are not stored.
  var storageVersionHash: String? {
    guard verbs.contains("list"), resource.resource != "componentstatuses" else { return nil }
    let text = "\(storageVersion.group)/\(storageVersion.version)/\(kind)"
    return Base64.encode(Array(SHA256.hash(data: Array(text.utf8)).prefix(8)))
  }
}
