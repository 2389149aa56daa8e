/// A named cluster, user or context of a ``Kubeconfig``.
public struct KubeconfigEntry<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The name that others refer to it by.
  public var name: String
  /// The cluster, user or context.
  public var value: Value
  /// The file it came from: where a change is written to, and whose folder relative paths count from.
  ///
  /// Nil for one that was made in code.
  public var file: String?
  /// Fields beside the name and the value that the package does not know.
  public var unknownFields: YAMLFields

  /// Joins the parts.
  public init(name: String, value: Value, file: String? = nil, unknownFields: YAMLFields = YAMLFields()) {
    self.name = name
    self.value = value
    self.file = file
    self.unknownFields = unknownFields
  }

  /// True when both would be written alike, whatever file they came from.
  func hasSameContents(as other: Self) -> Bool {
    name == other.name && value == other.value && unknownFields == other.unknownFields
  }
}
