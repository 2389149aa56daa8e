#if os(Linux) && !KUBERNETES_TSAN
  internal import Synchronization
  #if canImport(Musl)
    internal import Musl
  #else
    internal import Glibc
  #endif

  extension AdaptiveLock where Value: ~Copyable {
    /// Takes the lock, which another thread had a moment ago.
    ///
    /// Keeps off for a while between two looks, each time longer: the holder, and the cache lines that the lock guards,
    /// are left in peace, so that it gets some dozens of items done meanwhile instead of one. Who does not get the lock
    /// in about 20 µs, presumably because the holder has lost its processor, sleeps.
    @usableFromInline
    func wait() {
      if tryForAWhile() { return }
      waitingRoom.withLock { _ in
        while !tryForAWhile() { usleep(20) }
      }
    }

    private func tryForAWhile() -> Bool {
      var length = 2_000
      for _ in 0..<6 {
        pause(length)
        if !isHeld.load(ordering: .relaxed),
          isHeld.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
        {
          return true
        }
        length = min(length * 2, 8_000)
      }
      return false
    }
  }

  /// Never written to, so that every processor has it in its own cache.
  private let unchanging = Atomic(0)

  /// Spends a time, about a third of a nanosecond for each step, touching nothing that others touch.
  private func pause(_ steps: Int) {
    for _ in 0..<steps { _ = unchanging.load(ordering: .relaxed) }
  }
#endif
