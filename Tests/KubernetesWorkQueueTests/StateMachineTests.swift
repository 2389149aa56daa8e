import Testing

@testable import KubernetesWorkQueue

@Suite("State machine")
struct StateMachineTests {
  private func machine(ageing: UInt32 = 1_000) -> WorkQueueStateMachine { WorkQueueStateMachine(ageing: ageing) }

  private func take(_ machine: inout WorkQueueStateMachine) -> UInt32? { machine.take()?.slot }

  private func takeAll(_ machine: inout WorkQueueStateMachine) -> [UInt32] {
    var slots: [UInt32] = []
    while let lease = machine.take() { slots.append(lease.slot) }
    return slots
  }

  @Test("What is queued is not queued again")
  func merge() {
    var machine = machine()
    #expect(machine.add(0, priority: 0) == .new)
    #expect(machine.add(0, priority: 0) == .merged)
    #expect(machine.add(1, priority: 0) == .new)
    #expect(takeAll(&machine) == [0, 1])
  }

  @Test("What is added while it is processed is handed out once more, and only when it is done")
  func addedWhileProcessing() {
    var machine = machine()
    _ = machine.add(0, priority: 0)
    #expect(take(&machine) == 0)
    #expect(machine.add(0, priority: 0) == .new)
    #expect(machine.add(0, priority: 0) == .merged)
    #expect(machine.take() == nil)
    #expect(machine.finish(0) == .kept)
    #expect(takeAll(&machine) == [0])
    #expect(machine.finish(0) == .vacated)
    #expect(machine.finish(0) == .unknown)
  }

  @Test("A lease that is over cannot finish the next hand-out of its slot")
  func leases() throws {
    var machine = machine()
    _ = machine.add(0, priority: 0)
    let taken = machine.take()
    let first = try #require(taken)
    #expect(machine.isCurrent(first) == true)
    #expect(machine.finish(first) == .vacated)
    #expect(machine.isCurrent(first) == false)
    _ = machine.add(0, priority: 0)
    let takenAgain = machine.take()
    let second = try #require(takenAgain)
    #expect(machine.isCurrent(first) == false)
    #expect(machine.isCurrent(second) == true)
    #expect(machine.isCurrent(.none) == false)
    #expect(machine.finish(first) == .unknown)
    #expect(machine.processing == 1)
    #expect(machine.finish(second) == .vacated)
    #expect(machine.finish(.none) == .unknown)
  }

  @Test("A higher priority lifts what is queued to the back of that priority; a lower one does nothing")
  func raise() {
    var machine = machine()
    _ = machine.add(0, priority: -100)
    _ = machine.add(1, priority: 0)
    #expect(machine.add(0, priority: 0) == .merged)
    #expect(machine.add(1, priority: -100) == .merged)
    #expect(machine.ready == 2)
    #expect(takeAll(&machine) == [1, 0])
  }

  @Test("Entries left behind by lifting are cleared away")
  func litterOfLanes() {
    var machine = machine()
    _ = machine.add(0, priority: 0)
    for priority in 1...1_000 { _ = machine.add(0, priority: Int32(priority)) }
    #expect(machine.lanes.count <= 2 * 1 + 64)
    #expect(takeAll(&machine) == [0])
    #expect(machine.lanes.count == 0)
  }

  @Test("As many workers are woken as items are ready, whether or not those before them have arrived")
  func wakeups() {
    var machine = machine()
    let waiters = (0..<3).map { _ in machine.makeWaiter() }
    for waiter in waiters { #expect(machine.park(waiter) == true) }
    #expect(machine.settle() == .none)
    _ = machine.add(0, priority: 0)
    #expect(machine.settle() == .wake(waiters[2]))
    #expect(machine.settle() == .none)
    _ = machine.add(1, priority: 0)
    #expect(machine.settle() == .wake(waiters[1]))
    machine.arrive()
    #expect(takeAll(&machine) == [0, 1])
    // Another is still on its way.
    _ = machine.add(2, priority: 0)
    #expect(machine.settle() == .none)
    machine.arrive()
    #expect(takeAll(&machine) == [2])
    _ = machine.add(3, priority: 0)
    _ = machine.add(4, priority: 0)
    #expect(machine.settle() == .wake(waiters[0]))
    // Nobody is left to call.
    #expect(machine.settle() == .none)
  }

  @Test("A worker that was called and leaves has another called in its place")
  func calledWorkerLeaves() {
    var machine = machine()
    let (first, second) = (machine.makeWaiter(), machine.makeWaiter())
    #expect(machine.park(first) == true)
    #expect(machine.park(second) == true)
    _ = machine.add(0, priority: 0)
    #expect(machine.settle() == .wake(second))
    // Its cancellation comes too late to find it parked.
    #expect(machine.unpark(second) == false)
    machine.arrive()
    #expect(machine.settle() == .wake(first))
  }

  @Test("Nobody parks when something is ready or the queue shuts down")
  func noPark() {
    var machine = machine()
    _ = machine.add(0, priority: 0)
    #expect(machine.park(machine.makeWaiter()) == false)
    _ = takeAll(&machine)
    #expect(machine.park(machine.makeWaiter()) == true)
    #expect(machine.shutDown().waiters.count == 1)
    #expect(machine.park(machine.makeWaiter()) == false)
    #expect(machine.shutDown().waiters.count == 0)
  }

  @Test("Stale delays are counted, and the timer is called when they are too many")
  func litterOfDelays() {
    var machine = machine()
    // Far off, so that the timer need not come earlier for what follows.
    #expect(machine.add(0, due: 10, priority: nil) == true)
    _ = machine.openInbox()
    #expect(machine.arm(at: 10) == true)
    var calls = 0
    for _ in 0..<1_200 {
      if machine.add(1, due: 1_000, priority: nil) { calls += 1 }
      _ = machine.add(1, priority: 0)
      #expect(take(&machine) == 1)
      #expect(machine.finish(1) == .vacated)
    }
    #expect(calls == 1)
    #expect(machine.delays.stale == 1_200)
  }

  @Test("Nobody comes later for being lifted")
  func liftOfAnOldSlot() {
    var machine = machine(ageing: 10)
    _ = machine.add(0, priority: -1)
    for slot in 1...50 as ClosedRange<UInt32> { _ = machine.add(slot, priority: 0) }
    _ = machine.add(0, priority: 0)
    // Ten levels of age: it stands behind the tenth, where it stood.
    #expect(takeAll(&machine).firstIndex(of: 0) == 10)
  }

  @Test("A slot that keeps its place when it is lifted has the higher priority, and can be lifted further")
  func liftInPlace() {
    var machine = machine(ageing: 10)
    _ = machine.add(0, priority: 0)
    for slot in 1...50 as ClosedRange<UInt32> { _ = machine.add(slot, priority: 1) }
    _ = machine.add(0, priority: 1)
    #expect(take(&machine) == 1)
    _ = machine.add(0, priority: 9)
    #expect(take(&machine) == 0)
    #expect(machine.priorityInProgress(of: 0) == 9)
    _ = machine.finish(0)
    _ = machine.add(0, priority: 1)
    #expect(takeAll(&machine).last == 0)
  }

  @Test("Where priorities are ignored lifting changes nothing")
  func liftWithoutAgeing() {
    var machine = machine(ageing: 0)
    for slot in 0...2 as ClosedRange<UInt32> { _ = machine.add(slot, priority: 0) }
    _ = machine.add(0, priority: 100)
    #expect(takeAll(&machine) == [0, 1, 2])
  }
}
