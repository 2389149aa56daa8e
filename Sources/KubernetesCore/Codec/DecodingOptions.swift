/// How objects are decoded: what equal parts become, whether managed fields are kept, and the bounds on what is read.
public struct DecodingOptions: Hashable, Sendable {
  /// What equal parts of the objects of one list or watch become.
  public var sharing: DecodingContext.Sharing
  /// What becomes of `managedFields`.
  public var managedFields: DecodingContext.ManagedFields
  /// Bounds on what is read.
  public var limits: DecodingContext.Limits

  /// Everything is kept, and equal parts are shared.
  public init(
    sharing: DecodingContext.Sharing = .subtrees, managedFields: DecodingContext.ManagedFields = .keep,
    limits: DecodingContext.Limits = DecodingContext.Limits()
  ) {
    self.sharing = sharing
    self.managedFields = managedFields
    self.limits = limits
  }
}

extension DecodingContext {
  /// A context with these options.
  public convenience init(_ options: DecodingOptions) {
    self.init(sharing: options.sharing, managedFields: options.managedFields, limits: options.limits)
  }
}
