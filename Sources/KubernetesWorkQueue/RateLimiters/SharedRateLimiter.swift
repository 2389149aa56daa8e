public import KubernetesLocks

/// A limiter of any type behind a lock.
///
/// Closures, not an existential: they are made where the types are known, so that what they call is specialised.
@usableFromInline
struct SharedRateLimiter<Item: Hashable & Sendable>: Sendable {
  @usableFromInline let delay: @Sendable (Item, Duration) -> Duration
  @usableFromInline let forget: @Sendable (Item) -> Void
  @usableFromInline let requeues: @Sendable (Item) -> Int

  @inlinable
  init<Limiter: RateLimiter>(_ limiter: Limiter) where Limiter.Item == Item {
    let limiter = Lock(limiter)
    delay = { item, time in limiter.withLock { $0.delay(for: item, at: time) } }
    forget = { item in limiter.withLock { $0.forget(item) } }
    requeues = { item in limiter.withLock { $0.requeues(of: item) } }
  }
}
