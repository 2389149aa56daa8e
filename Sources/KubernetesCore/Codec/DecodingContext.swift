/// Limits, and what is shared between the values of one list or one watch. Used by one task at a time.
///
/// Equal strings, and with ``Sharing/subtrees`` equal parts of objects (labels, a pod's template, managed fields),
/// become one value in memory, across everything that is decoded with the same context. What is shared is held by the
/// context until it is dropped or two generations old, so a long watch does not pin what has gone: a generation is at most
/// 65,536 parts, and what was read from 64 MB.
public final class DecodingContext {
  /// Bounds on what is read.
  public struct Limits: Hashable, Sendable {
    /// How deep objects and arrays may be nested. Reading, comparing and freeing recurse that deep.
    public var maximumDepth = 256
    /// How many bytes one document may have; the default is larger than any list of a healthy cluster.
    public var maximumSize = 2 << 30

    /// The default bounds.
    public init() {}
  }

  /// What equal parts of decoded objects become.
  public enum Sharing: Hashable, Sendable {
    /// Every value has its own memory.
    case none
    /// Equal strings of more than 15 bytes are one.
    case strings
    /// Equal strings, arrays, maps and nested objects are one.
    case subtrees
  }

  /// What becomes of an object's `managedFields`, often half of its encoded size.
  public enum ManagedFields: Hashable, Sendable {
    /// They are read; the field sets themselves stay raw until they are asked for.
    case keep
    /// They are skipped. Such an object must not be applied; updating it keeps them as they are on the server.
    case drop
  }

  /// Bounds on what is read.
  public let limits: Limits
  /// What equal parts become.
  public let sharing: Sharing
  /// What becomes of `managedFields`.
  public let managedFields: ManagedFields

  /// All that changes while reading.
  package let state: DecodingState

  /// A context; making one costs a few small allocations.
  public init(sharing: Sharing = .subtrees, managedFields: ManagedFields = .keep, limits: Limits = Limits()) {
    self.limits = limits
    self.sharing = sharing
    self.managedFields = managedFields
    state = DecodingState(sharing: sharing)
  }

  deinit { state.destroy() }
}
