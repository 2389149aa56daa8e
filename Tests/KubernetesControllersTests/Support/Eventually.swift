/// Waits for a condition that nobody announces. The time limit of the suite ends a wait in vain.
func eventually(_ condition: () async throws -> Bool) async throws {
  while try await !condition() {
    try Task.checkCancellation()
    await Task.yield()
  }
}

/// What reconcilers of tests throw.
struct Failure: Error, Hashable {}

extension AsyncStream where Element: Sendable {
  /// The next element, without an iterator to keep: all iterators of a stream share what there is.
  func first() async -> Element? {
    for await element in self { return element }
    return nil
  }
}
