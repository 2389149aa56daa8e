import KubernetesTestSupport
import Testing

@testable import KubernetesWorkQueue

@Suite("Timer wheel")
struct TimerWheelTests {
  @Test("Expires every entry at its tick, in order, over random times", arguments: 0..<200)
  func random(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var now = Int64.random(in: 0...(1 << 40), using: &random)
    var wheel = TimerWheel(at: now)
    var pending: [TimerWheel.Entry] = []
    for number in 0..<300 {
      if Bool.random(using: &random) {
        let distance = Int64(1) << Int64.random(in: 0...30, using: &random)
        let entry = TimerWheel.Entry(slot: UInt32(number), due: now + Int64.random(in: 1...distance, using: &random))
        wheel.insert(entry)
        pending.append(entry)
      }
      #expect(wheel.count == pending.count)
      // What comes next is never later than the first that is due.
      let first = pending.map(\.due).min()
      #expect((wheel.next == nil) == (first == nil))
      if let next = wheel.next, let first { #expect(next > now && next <= first) }
      if Int.random(in: 0..<3, using: &random) == 0 {
        now += Int64.random(in: 1...(Int64(1) << Int64.random(in: 0...28, using: &random)), using: &random)
      } else {
        now = wheel.next ?? now + 1
      }
      var expired: [TimerWheel.Entry] = []
      wheel.advance(to: now) { expired.append($0) }
      #expect(expired.map(\.due) == expired.map(\.due).sorted())
      #expect(Set(expired.map(\.slot)) == Set(pending.filter { $0.due <= now }.map(\.slot)))
      pending.removeAll { $0.due <= now }
    }
  }

  @Test("An entry whose tick has gone by expires at the next tick")
  func past() {
    var wheel = TimerWheel(at: 100)
    wheel.insert(.init(slot: 1, due: 7))
    #expect(wheel.next == 101)
    var expired: [UInt32] = []
    wheel.advance(to: 101) { expired.append($0.slot) }
    #expect(expired == [1])
    #expect(wheel.count == 0)
    #expect(wheel.next == nil)
  }

  @Test("A time beyond the horizon is waited for", arguments: [.max, .max / 1_000_000, 1 << 45] as [Int64])
  func far(due: Int64) {
    var wheel = TimerWheel()
    wheel.insert(.init(slot: 1, due: due))
    var looks = 0
    while let next = wheel.next, next < 1 << 42, looks < 1_000 {
      wheel.advance(to: next) { _ in Issue.record("expired at \(next)") }
      looks += 1
    }
    #expect(wheel.count == 1)
    #expect(looks < 1_000)
  }

  @Test("Entries that are not wanted can be filtered out")
  func filter() {
    var wheel = TimerWheel()
    for slot in 1...1_000 { wheel.insert(.init(slot: UInt32(slot), due: Int64(slot) * 17)) }
    wheel.filter { $0.slot % 10 == 0 }
    #expect(wheel.count == 100)
    #expect(wheel.next.map { $0 <= 170 } == true)
    var expired: [UInt32] = []
    wheel.advance(to: 20_000) { expired.append($0.slot) }
    #expect(expired == (1...100).map { $0 * 10 })
    #expect(wheel.next == nil)
  }
}
