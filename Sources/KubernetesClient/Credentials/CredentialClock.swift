public import Foundation

/// The two clocks that credentials go by.
///
/// Tests give their own; nothing else needs to.
public struct CredentialClock: Sendable {
  /// The time of day, which expiry dates are compared with.
  public var date: @Sendable () -> Date
  /// Time that only goes forward, which the ages of what was read are measured with.
  public var uptime: @Sendable () -> Duration
  /// Waits.
  public var sleep: @Sendable (Duration) async throws -> Void

  /// Joins the clocks.
  public init(
    date: @escaping @Sendable () -> Date, uptime: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.date = date
    self.uptime = uptime
    self.sleep = sleep
  }

  /// The machine's clocks.
  public static let system: CredentialClock = {
    let origin = ContinuousClock.now
    return CredentialClock(
      date: { Date() }, uptime: { ContinuousClock.now - origin }, sleep: { try await Task.sleep(for: $0) })
  }()
}
