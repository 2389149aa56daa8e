/// The four kinds of patches.
enum PatchKind: String, Sendable, CaseIterable {
  case json = "application/json-patch+json"
  case merge = "application/merge-patch+json"
  case strategic = "application/strategic-merge-patch+json"
  case apply = "application/apply-patch+yaml"

  /// The kind of a `Content-Type`; server-side apply may also be sent as CBOR, which is not served.
  init?(contentType: String?) {
    let type = contentType.map { $0.split(separator: ";").first.map { String($0.trimmed).lowercased() } ?? "" }
    self.init(rawValue: type ?? "")
  }
}
