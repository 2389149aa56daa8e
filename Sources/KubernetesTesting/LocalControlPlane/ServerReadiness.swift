internal import KubernetesCore

/// When a server counts as started.
struct ServerReadiness: Sendable {
  /// How long it may take.
  let timeout: Duration
  /// The time between two probes.
  ///
  /// envtest polls as often.
  var interval: Duration = .milliseconds(100)
  var clock: any Clock<Duration> = ContinuousClock()
  /// Throws as long as the server is not ready.
  let probe: @Sendable () async throws -> Void

  /// Probes until the server is ready (nil) or the time is over (why it is not ready).
  ///
  /// - Throws: `CancellationError`.
  func wait() async throws -> String? {
    let last = LastFailure()
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        while true {
          do {
            try await probe()
            return true
          } catch {
            try Task.checkCancellation()
            await last.set("\(error)")
          }
          try await clock.sleep(for: interval)
        }
      }
      group.addTask {
        try await clock.sleep(for: timeout)
        return false
      }
      defer { group.cancelAll() }
      if try await group.next() == true { return nil }
      return "not ready within \(timeout); last: \(await last.text)"
    }
  }

  private actor LastFailure {
    private(set) var text = "no probe ended"
    func set(_ text: String) { self.text = text }
  }

  /// A probe that sends a GET and wants a 2xx answer.
  static func get(_ target: String, over transport: any Transport) -> @Sendable () async throws -> Void {
    {
      let response = try await transport.send(
        TransportRequest(target: target, timeout: .seconds(5), maximumResponseBytes: 1 << 20))
      guard (200..<300).contains(response.status) else {
        throw ControlPlaneError(.notReady, "GET \(target) answers \(response.status)")
      }
    }
  }
}
