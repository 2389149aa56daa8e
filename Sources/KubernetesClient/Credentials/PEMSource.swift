/// Where a certificate or a key comes from.
public enum PEMSource: Sendable, Hashable {
  /// Memory.
  case data(SensitiveBytes)
  /// A file, which is looked at again when it may have changed.
  case file(String)
}
