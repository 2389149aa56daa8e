/// Where electors keep their lease. The API server is one; tests have others.
public protocol LeaseStore: Sendable {
  /// The lease and its version; nil when there is none.
  func read() async throws -> (record: LeaseRecord, version: String)?

  /// Makes the lease, if there is none, and returns its version; nil when somebody else was faster.
  func create(_ record: LeaseRecord) async throws -> String?

  /// Replaces the lease, if it still has `version`, and returns the new one; nil when somebody else was faster.
  func update(_ record: LeaseRecord, version: String) async throws -> String?
}
