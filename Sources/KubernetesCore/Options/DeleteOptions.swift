/// The parameters of delete and delete-collection calls.
///
/// They are sent as the request's body, not in its query.
public struct DeleteOptions: Hashable, Sendable {
  /// How long the object may take to shut down; 0 for no time at all, nil for the kind's default.
  public var gracePeriodSeconds: Int?
  /// What happens to the objects that the deleted object owns; nil for the kind's default.
  public var propagationPolicy: PropagationPolicy?
  /// What must hold for the deletion to happen.
  public var preconditions: Preconditions?
  /// Goes through all checks and answers as usual, but deletes nothing.
  public var dryRun: Bool
  /// Deletes an object that the server cannot read from its storage any more, without finalizers and preconditions.
  ///
  /// What the object stood for may stay behind.
  public var ignoreStoreReadErrorWithClusterBreakingPotential: Bool

  /// Joins the parameters.
  public init(
    gracePeriodSeconds: Int? = nil, propagationPolicy: PropagationPolicy? = nil, preconditions: Preconditions? = nil,
    dryRun: Bool = false, ignoreStoreReadErrorWithClusterBreakingPotential: Bool = false
  ) {
    self.gracePeriodSeconds = gracePeriodSeconds
    self.propagationPolicy = propagationPolicy
    self.preconditions = preconditions
    self.dryRun = dryRun
    self.ignoreStoreReadErrorWithClusterBreakingPotential = ignoreStoreReadErrorWithClusterBreakingPotential
  }
}
