/// Says what a test is at shortly before its time limit ends it, which says nothing. Cancel it when the test is through.
func reportIfStuck(
  after limit: Duration, _ report: @escaping @Sendable () async throws -> Void
) -> Task<Void, any Error> {
  Task {
    try await Task.sleep(for: limit)
    try await report()
  }
}
