/// Waits for a condition that nobody announces. The time limit of the suite ends a wait in vain.
func eventually(_ condition: () async throws -> Bool) async throws {
  while try await !condition() {
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// What reconcilers of tests throw.
struct Failure: Error, Hashable {}
