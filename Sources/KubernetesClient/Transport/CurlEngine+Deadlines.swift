internal import CKubernetesCurl
internal import KubernetesCore

extension CurlEngine {
  /// Gives up exchanges that have run out of time; returns in how many milliseconds to look again.
  ///
  /// Both limits are kept here and not by libcurl, which could not tell an HTTP/2 server about the end at once. A look
  /// at all exchanges is due only when the earliest of them might be.
  func expire(now: UInt64) -> Int? {
    guard nextExpiry != .max else { return nil }
    if nextExpiry > now { return Int(clamping: nextExpiry - now) }
    var next = UInt64.max
    for exchange in Array(exchanges.values) {
      if exchange.isPaused || exchange.deadline <= now { exchange.noteProgress(now: now) }
      if exchange.deadline <= now {
        fail(exchange, exchange.expiry(now: now))
      } else {
        next = min(next, exchange.deadline)
      }
    }
    nextExpiry = next
    return next == .max ? nil : Int(clamping: next - now)
  }
}
