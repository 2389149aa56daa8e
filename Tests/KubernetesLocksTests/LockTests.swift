import KubernetesLocks
import Testing

@Suite("Lock")
struct LockTests {
  @Test("Increments from many tasks are all counted", .timeLimit(.minutes(1)))
  func exclusive() async {
    let lock = Lock(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10_000 { lock.withLock { $0 += 1 } }
        }
      }
    }
    #expect(lock.withLock { $0 } == 80_000)
  }

  @Test("An error leaves with its type, and the lock is free again")
  func throwing() {
    struct Refused: Error, Equatable {}
    let lock = Lock([1])
    #expect(throws: Refused()) {
      try lock.withLock { (value) throws(Refused) in
        value.append(2)
        throw Refused()
      }
    }
    #expect(lock.withLock { $0 } == [1, 2])
  }

  @Test("A value that can neither be copied nor sent is guarded too")
  func noncopyable() {
    final class Register { var count = 0 }
    struct Machine: ~Copyable {
      let register = Register()
      mutating func step() -> Int {
        register.count += 1
        return register.count
      }
    }
    let lock = Lock(Machine())
    #expect(lock.withLock { $0.step() } == 1)
    #expect(lock.withLock { $0.step() } == 2)
  }

  @Test("The value is released with the lock")
  func released() {
    final class Resource: Sendable {}
    weak var observed: Resource?
    do {
      let resource = Resource()
      observed = resource
      let lock = Lock<Resource?>(resource)
      #expect(lock.withLock { $0 != nil })
    }
    #expect(observed == nil)
  }

  @Test("Actors and arrays can hold locks that are read without a hop", .timeLimit(.minutes(1)))
  func storedInActor() async {
    actor Owner {
      nonisolated let stripes = (0..<4).map { _ in Lock(0) }
      nonisolated func bump(_ index: Int) { stripes[index % stripes.count].withLock { $0 += 1 } }
    }
    let owner = Owner()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<100 { group.addTask { owner.bump(index) } }
    }
    #expect(owner.stripes.map { $0.withLock { $0 } } == [25, 25, 25, 25])
  }
}
