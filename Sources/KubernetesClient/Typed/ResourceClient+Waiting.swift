internal import KubernetesCore

extension ResourceClient {
  /// Waits until an object fulfils a condition: lists it by its name, then watches it, and begins again when the watch ends.
  ///
  /// - Parameters:
  ///   - name: The object's name; it need not exist yet.
  ///   - timeout: How long to wait in all.
  ///   - clock: What measures it.
  ///   - condition: What to wait for; see ``WaitCondition``.
  /// - Returns: The object in the state that fulfils the condition; nil when that is that there is none.
  /// - Throws: `KubernetesError` with the code `timeout`, and with the code `decoding` for an object that cannot be read;
  ///   the server's refusal; what the condition throws; `CancellationError`. What passes is waited for once the first
  ///   reading has succeeded: a watch that breaks, a server that is away or overloaded.
  @discardableResult
  public func wait(
    for name: String, timeout: Duration, clock: some Clock<Duration> = ContinuousClock(),
    until condition: WaitCondition<Object>
  ) async throws -> Object? {
    try await withThrowingTaskGroup(of: Object??.self) { group in
      group.addTask { .some(try await self.wait(for: name, condition, clock)) }
      group.addTask {
        try await clock.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      // There are two tasks, so there is a first result.
      guard let first = try await group.next(), let object = first else {
        throw KubernetesError(
          .timeout, "waiting for \(condition.description) of \(resource.resource) \(name) took too long")
      }
      return object
    }
  }

  private func wait(
    for name: String, _ condition: WaitCondition<Object>, _ clock: some Clock<Duration>
  ) async throws -> Object? {
    var hasRead = false
    var delay = Self.shortestPause
    while true {
      do {
        var options = ListOptions()
        options.fieldSelector = .name(name)
        let page = try await list(options)
        (hasRead, delay) = (true, Self.shortestPause)
        if let failure = page.failures.first {
          throw KubernetesError(.decoding, "\(name) cannot be read: \(failure.error)", cause: failure.error)
        }
        if try condition.isMet(page.items.first) { return page.items.first }
        options.resourceVersion = page.resourceVersion
        for try await event in try await events(options) {
          switch event {
          case .added(let object), .modified(let object):
            if try condition.isMet(object) { return object }
          case .deleted:
            if try condition.isMet(nil) { return nil }
          case .bookmark: break
          }
        }
      } catch let error as KubernetesError where hasRead && (error.isExpired || error.isTransient) {
        // The list at the beginning of the loop tells the rest.
        let asked = error.suggestedDelay ?? .zero
        try await clock.sleep(for: max(delay, asked))
        delay = min(delay * 2, Self.longestPause)
        continue
      }
      try await clock.sleep(for: Self.shortestPause)
    }
  }

  /// How long to wait before reading again; doubled for as long as that fails.
  private static var shortestPause: Duration { .milliseconds(100) }
  private static var longestPause: Duration { .seconds(5) }
}
