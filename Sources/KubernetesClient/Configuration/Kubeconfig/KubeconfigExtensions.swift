/// The named extensions of a kubeconfig, or of one of its entries: data of other programs, kept and written back.
public struct KubeconfigExtensions: Sendable, Hashable {
  /// The extensions by name.
  ///
  /// Their contents are not printed.
  public var fields: YAMLFields

  /// Joins extensions.
  public init(_ fields: YAMLFields = YAMLFields()) { self.fields = fields }

  /// The extension of this name.
  public subscript(name: String) -> YAMLValue? {
    get { fields[name] }
    set { fields[name] = newValue }
  }

  /// True when there are none.
  public var isEmpty: Bool { fields.isEmpty }
}
