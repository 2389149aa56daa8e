import KubernetesLocks
import Testing

@Suite("Adaptive lock")
struct AdaptiveLockTests {
  @Test("Increments from many tasks are all counted", .timeLimit(.minutes(1)))
  func exclusive() async {
    let lock = AdaptiveLock(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10_000 { lock.withLock { $0 += 1 } }
        }
      }
    }
    #expect(lock.withLock { $0 } == 80_000)
  }

  @Test("Whoever finds it taken for long sleeps, and gets it in the end", .timeLimit(.minutes(1)))
  func longHold() async {
    let lock = AdaptiveLock(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          lock.withLock { value in
            // Far longer than anybody waits awake.
            for _ in 0..<200_000 { value += 1 }
          }
        }
      }
    }
    #expect(lock.withLock { $0 } == 800_000)
  }

  @Test("An error leaves with its type, and the lock is free again")
  func throwing() {
    struct Refused: Error, Equatable {}
    let lock = AdaptiveLock([1])
    #expect(throws: Refused()) {
      try lock.withLock { (value) throws(Refused) in
        value.append(2)
        throw Refused()
      }
    }
    #expect(lock.withLock { $0 } == [1, 2])
  }

  @Test("A dump does not reach for the value, which others may be changing")
  func isOpaque() {
    var text = ""
    dump(AdaptiveLock("secret"), to: &text)
    #expect(!text.contains("secret"))
  }
}
