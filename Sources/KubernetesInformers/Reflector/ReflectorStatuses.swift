/// The states of a reflector as they change. Begins with the present one. Who is slow misses states, but never the
/// last. Ends with the task.
public struct ReflectorStatuses: AsyncSequence, Sendable {
  private let observed: Observed<ReflectorStatus>

  init(_ observed: Observed<ReflectorStatus>) { self.observed = observed }

  /// Waits for changes.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let observed: Observed<ReflectorStatus>
    private var revision: UInt64?

    init(_ observed: Observed<ReflectorStatus>) { self.observed = observed }

    /// The next state; nil when the task is cancelled.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(Never) -> ReflectorStatus? {
      guard let seen = revision else {
        let now = observed.current
        revision = now.revision
        return now.value
      }
      guard let now = await observed.change(after: seen) else { return nil }
      revision = now.revision
      return now.value
    }
  }

  /// Begins with the present state.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(observed) }
}
