import Testing

@testable import KubernetesWorkQueue

@Suite("Order of what is ready")
struct ReadyLanesTests {
  private func order(_ lanes: inout ReadyLanes) -> [UInt32] {
    var slots: [UInt32] = []
    while let entry = lanes.popFirst() { slots.append(entry.slot) }
    return slots
  }

  @Test("Within a priority, first come is first served", arguments: [0, 5, -100] as [Int32])
  func fifo(priority: Int32) {
    var lanes = ReadyLanes(ageing: 1_000)
    for slot in 0..<100 { _ = lanes.append(UInt32(slot), priority: priority) }
    #expect(order(&lanes) == Array(0..<100))
  }

  @Test("Higher priorities go first")
  func priorities() {
    var lanes = ReadyLanes(ageing: 1_000)
    for (slot, priority) in [0, -100, 7, 0, 7, 100, -100].enumerated() {
      _ = lanes.append(UInt32(slot), priority: Int32(priority))
    }
    #expect(order(&lanes) == [5, 2, 4, 0, 3, 1, 6])
  }

  @Test(
    "A steady stream of a higher priority overtakes an item no longer than the ageing says", arguments: [1, 10, 100])
  func ageing(ageing: Int) {
    var lanes = ReadyLanes(ageing: UInt32(ageing))
    _ = lanes.append(0, priority: -3)
    var overtakers = 0
    for slot in 1...10_000 {
      _ = lanes.append(UInt32(slot), priority: 2)
      if lanes.popFirst()?.slot == 0 { break }
      overtakers += 1
    }
    // Five levels: those whose tickets are at most five times the ageing after the waiting one's. On a tie the higher
    // priority goes.
    #expect(overtakers == 5 * ageing)
  }

  @Test("With an ageing of 0 priorities do not count")
  func noPriorities() {
    var lanes = ReadyLanes(ageing: 0)
    _ = lanes.append(0, priority: -5)
    _ = lanes.append(1, priority: 0)
    _ = lanes.append(2, priority: 5)
    #expect(order(&lanes) == [0, 1, 2])
  }

  @Test("The extremes of all numbers do not overflow")
  func extremes() {
    var lanes = ReadyLanes(ageing: .max)
    _ = lanes.append(0, priority: .min)
    _ = lanes.append(1, priority: 0)
    _ = lanes.append(2, priority: .max)
    _ = lanes.append(3, priority: .min)
    #expect(order(&lanes) == [2, 1, 0, 3])
  }
}
