/// The kinds of patch that API servers understand, by their media types.
public enum PatchType: String, Hashable, Sendable, CaseIterable {
  /// A list of operations (RFC 6902).
  case json = "application/json-patch+json"
  /// A partial object, in which null removes (RFC 7396).
  case merge = "application/merge-patch+json"
  /// A partial object whose lists are merged by keys.
  ///
  /// Only for built-in types: custom resources answer with 415.
  case strategic = "application/strategic-merge-patch+json"
  /// A partial object that a field manager wants to be so: server-side apply.
  ///
  /// JSON is YAML as well, so the body is JSON.
  case apply = "application/apply-patch+yaml"

  /// The media type of the request's body.
  public var mediaType: String { rawValue }
}
