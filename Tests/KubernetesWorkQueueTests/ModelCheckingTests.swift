import Testing

@testable import KubernetesWorkQueue

@Suite("Random schedules against a reference")
struct ModelCheckingTests {
  @Test("Items, workers, timer, cancellation and shutdown in 10,000 random orders", arguments: 0..<10)
  func schedules(part: Int) {
    for seed in part * 1_000..<(part + 1) * 1_000 {
      var schedule = Schedule(seed: UInt64(seed))
      do {
        for _ in 0..<80 { try schedule.step() }
        try schedule.finish()
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
    }
  }

  @Test("The schedules reach every part of the machine")
  func coverage() throws {
    var drained = 0
    var raised = 0
    var repeated = 0
    for seed in 0..<1_000 {
      var schedule = Schedule(seed: UInt64(seed))
      for _ in 0..<80 {
        try schedule.step()
        if schedule.state.machine.lanes.count > schedule.state.machine.ready { raised += 1 }
        if !schedule.reference.again.isEmpty { repeated += 1 }
      }
      try schedule.finish()
      if schedule.isDrained { drained += 1 }
    }
    #expect(drained > 20)
    #expect(raised > 1_000)
    #expect(repeated > 1_000)
  }

  @Test("The checks notice a queue that hands out the wrong item")
  func mutant() {
    // The reference with another ageing is a queue with another order.
    var violations = 0
    for seed in 0..<300 {
      var schedule = Schedule(seed: UInt64(seed))
      schedule.priorities = [0, 7, -100]
      schedule.reference.ageing += 5
      do {
        for _ in 0..<80 { try schedule.step() }
      } catch {
        violations += 1
      }
    }
    #expect(violations > 50)
  }
}
