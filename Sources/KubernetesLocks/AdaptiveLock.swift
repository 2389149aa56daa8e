#if os(Linux) && !KUBERNETES_TSAN
  public import Synchronization

  /// A lock for a value that several threads take for a moment again and again, such as the state of a work queue.
  ///
  /// The rules are those of ``Lock``, and where the kernel does not hand locks over (everywhere but on Linux) it is one.
  /// On Linux ``Lock`` is a priority-inheriting futex, which the kernel gives to the next thread as soon as one has had
  /// to sleep for it: two threads that take such a lock for every item fall into step, each waiting for the kernel on
  /// each item, and take four times as long as one of them alone. This lock is a flag, and whoever finds it set keeps off
  /// for a moment before looking again; see `AdaptiveLock+Waiting.swift`. It is not fair, it does not know priorities,
  /// and it costs processor time while it is waited for: for anything that is held longer than a few hundred
  /// instructions use ``Lock``.
  ///
  /// Cost: a few nanoseconds when free.
  ///
  /// Safety of `@unchecked Sendable`: the value is reachable only through ``withLock(_:)``, which one thread executes at
  /// a time, and `sending` keeps references to a non-`Sendable` value from staying behind on either side.
  public final class AdaptiveLock<Value: ~Copyable>: @unchecked Sendable {
    @usableFromInline let isHeld = Atomic(false)
    /// Where threads sleep that have waited in vain; one of them looks for all.
    let waitingRoom = Mutex(())
    // Guarded by `isHeld`, which is as exclusive as the check at run time would be.
    @exclusivity(unchecked) @usableFromInline var value: Value

    /// Makes a free lock around a value, which the caller gives up.
    @inlinable
    public init(_ initialValue: consuming sending Value) { value = initialValue }

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
      if !isHeld.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged { wait() }
      defer { release() }
      return try body(&value)
    }

    /// Frees the lock.
    ///
    /// A call that the optimizer cannot look into: it moves the counting of a reference that `body` returns behind a store
    /// that it sees, atomic or not, and then another thread may have dropped the last reference in between.
    @usableFromInline
    @inline(never)
    @_semantics("optimize.no.crossmodule")
    func release() { isHeld.store(false, ordering: .releasing) }
  }

  extension AdaptiveLock: CustomReflectable where Value: ~Copyable {
    /// Empty: a mirror would read the value while others change it.
    public var customMirror: Mirror { Mirror(self, children: []) }
  }
#else
  /// A lock for a value that several threads take for a moment again and again: here no other than any ``Lock``.
  public typealias AdaptiveLock = Lock
#endif
