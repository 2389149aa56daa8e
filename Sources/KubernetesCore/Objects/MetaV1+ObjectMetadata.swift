extension MetaV1.ObjectMeta: ObjectMetadata {
  /// True once deletion has been asked for and finalizers are awaited.
  public var isBeingDeleted: Bool { deletionTimestamp != nil }
}
