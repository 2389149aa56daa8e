internal import Synchronization

/// A light that one thread can watch for a moment, before it goes to the expense of sleeping.
///
/// Says that it is worth looking, not that there is something: what is waited for must be looked at under its lock.
public final class Beacon: Sendable {
  private let isLit = Atomic(false)

  /// Makes a beacon that is not lit.
  public init() {}

  /// Lights the beacon.
  public func light() {
    isLit.store(true, ordering: .releasing)
  }

  /// Watches for a few microseconds, or until the beacon is lit, and puts it out.
  ///
  /// Keeps the thread busy: use it where sleeping and waking would take longer than that.
  ///
  /// - Returns: Whether it was lit.
  @discardableResult
  public func watch() -> Bool {
    for _ in 0..<4_000 where isLit.load(ordering: .acquiring) { break }
    return isLit.exchange(false, ordering: .acquiring)
  }
}
