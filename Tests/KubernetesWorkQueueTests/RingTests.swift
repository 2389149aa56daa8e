import KubernetesTestSupport
import Testing

@testable import KubernetesWorkQueue

@Suite("Ring")
struct RingTests {
  @Test("Agrees with an array over random additions, removals and filters", arguments: 0..<20)
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var ring = Ring<Int>(capacity: 2)
    var reference: [Int] = []
    for step in 0..<3_000 {
      switch Int.random(in: 0..<100, using: &random) {
      case 0:
        ring.filter { $0 % 3 != 0 }
        reference.removeAll { $0 % 3 == 0 }
      case 1 where step % 7 == 0:
        ring.removeAll(keeping: 64)
        reference = []
      case 2..<(seed % 2 == 0 ? 55 : 50):
        ring.append(step)
        reference.append(step)
      default:
        let first = ring.popFirst()
        #expect(first == (reference.isEmpty ? nil : reference.removeFirst()))
      }
      let (count, first) = (ring.count, ring.first)
      #expect(count == reference.count)
      #expect(first == reference.first)
    }
    var rest: [Int] = []
    while let element = ring.popFirst() { rest.append(element) }
    #expect(rest == reference)
  }

  @Test("The memory of a burst is given back when everything is dropped")
  func memory() {
    var ring = Ring<Int>()
    for element in 0..<5_000 { ring.append(element) }
    ring.removeAll(keeping: 4_096)
    let (count, capacity) = (ring.count, ring.capacity)
    #expect(count == 0)
    #expect(capacity == 16)
  }
}
