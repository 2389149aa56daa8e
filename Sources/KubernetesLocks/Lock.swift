#if KUBERNETES_TSAN
  #if canImport(Darwin)
    public import Darwin
  #elseif canImport(Musl)
    public import Musl
  #else
    public import Glibc
  #endif
#else
  public import Synchronization
#endif

/// A value that only one thread touches at a time.
///
/// A `Lock` is a reference: it can be stored in a `let` of an actor, a final class or an array, and a task closure may
/// capture it. It guards its value for the length of one synchronous closure; there is no way to hold it across an
/// `await`.
///
/// The rules of `Synchronization.Mutex` hold, and are checked by the compiler: what enters the lock and what leaves it
/// is `sending`, so the value itself need not be `Sendable`. Taking the lock again inside ``withLock(_:)`` deadlocks.
/// Resume continuations and call other people's code after the closure has returned, not inside it.
///
/// Cost: about 5 ns when free. In ordinary builds it is a `Synchronization.Mutex`. The thread sanitizer cannot see
/// through that type and reports races that are none, so builds for it define `KUBERNETES_TSAN`
/// (`swift test --sanitize=thread -Xswiftc -DKUBERNETES_TSAN`), which puts a `pthread_mutex_t` here instead.
///
/// Safety of `@unchecked Sendable`: the value is reachable only through ``withLock(_:)``, which holds the mutex, and
/// `sending` keeps references to a non-`Sendable` value from staying behind on either side.
public final class Lock<Value: ~Copyable>: @unchecked Sendable {
  #if KUBERNETES_TSAN
    // Both are allocated by `init`, freed by `deinit` and never reassigned; `value` is guarded by `mutex`.
    @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>
    @usableFromInline let value: UnsafeMutablePointer<Value>
  #else
    @usableFromInline let mutex: Mutex<Value>
  #endif

  /// Makes a free lock around a value, which the caller gives up.
  @inlinable
  public init(_ initialValue: consuming sending Value) {
    #if KUBERNETES_TSAN
      mutex = .allocate(capacity: 1)
      value = .allocate(capacity: 1)
      let failure = pthread_mutex_init(mutex, nil)
      precondition(failure == 0, "pthread_mutex_init failed")
      value.initialize(to: initialValue)
    #else
      mutex = Mutex(initialValue)
    #endif
  }

  #if KUBERNETES_TSAN
    deinit {
      // The last reference is gone, so nobody holds or waits for the mutex.
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
      value.deinitialize(count: 1)
      value.deallocate()
    }
  #endif

  /// Runs a closure with exclusive access to the value.
  ///
  /// Blocks the calling thread while another one is inside; keep the closure to a few operations on the value.
  ///
  /// - Parameter body: What to do with the value. It must not take the same lock again.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws. The value keeps the changes made until then.
  @inlinable
  public func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    #if KUBERNETES_TSAN
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      return try body(&value.pointee)
    #else
      return try mutex.withLock(body)
    #endif
  }
}
