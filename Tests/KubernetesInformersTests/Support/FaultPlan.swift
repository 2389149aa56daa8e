import KubernetesCore

/// What goes wrong, at random but the same for the same seed, until enough has gone wrong. Without a seed, nothing
/// does.
struct FaultPlan: Sendable {
  enum StreamFault: Sendable {
    case cut, end, stall
    case error(KubernetesError)
  }

  private var random = SeededGenerator(seed: 0)
  private var isRandom = false
  private var budget = 0

  static let lastName = "zz-last-object"

  init() {}

  init(seed: UInt64, budget: Int) {
    random = SeededGenerator(seed: seed)
    isRandom = true
    self.budget = budget
  }

  private mutating func strikes(_ percent: Int) -> Bool {
    guard budget > 0, random.chance(percent) else { return false }
    budget -= 1
    return true
  }

  mutating func listError() -> KubernetesError? {
    guard strikes(25) else { return nil }
    return [
      Failures.refused, Failures.internalError, Failures.expired, Failures.tooLarge, Failures.unreadable,
      Failures.tooManyRequests, Failures.cut,
    ].randomElement(using: &random)
  }

  mutating func openError() -> KubernetesError? {
    guard strikes(25) else { return nil }
    return [
      Failures.refused, Failures.gone, Failures.tooManyRequests, Failures.internalError, Failures.forbidden,
      Failures.tooLarge, Failures.cut,
    ].randomElement(using: &random)
  }

  mutating func streamFault() -> StreamFault? {
    guard strikes(20) else { return nil }
    return switch Int.random(in: 0..<10, using: &random) {
    case 0...3: .cut
    case 4, 5: .error(Failures.expired)
    case 6: .error(random.chance(50) ? Failures.tooManyRequests : Failures.internalError)
    case 7: .error(Failures.unreadable)
    case 8: .end
    default: .stall
    }
  }

  mutating func cutAfterBatch() -> KubernetesError? { strikes(10) ? Failures.cut : nil }

  /// How many versions the server's cache is behind.
  mutating func lag() -> Int { strikes(30) ? Int.random(in: 1...20, using: &random) : 0 }

  mutating func isInStream() -> Bool { isRandom && random.chance(50) }

  mutating func addsBookmark() -> Bool { !isRandom || random.chance(30) }

  mutating func batchSize(_ available: Int) -> Int {
    isRandom && available > 1 ? Int.random(in: 1...available, using: &random) : available
  }

  /// Sends events again that were sent before, and exchanges neighbours.
  mutating func disorder(_ events: inout [WatchEvent<TestObject>], _ past: [WatchEvent<TestObject>]) {
    if strikes(10), let again = past.randomElement(using: &random) {
      // Never in front: the first event of a batch says where the stream is.
      let last = events[events.count - 1]
      if Self.version(again) <= Self.version(last) {
        events.insert(again, at: Int.random(in: 0...events.count, using: &random))
      }
    }
    if events.count > 1, strikes(10) {
      let i = Int.random(in: 1..<events.count, using: &random)
      // Subscribers of tests take the last object for the end.
      if events[i].object?.metadata.name != FaultPlan.lastName { events.swapAt(i, i - 1) }
    }
  }

  private static func version(_ event: WatchEvent<TestObject>) -> Int {
    Int(event.object?.metadata.resourceVersion ?? "") ?? 0
  }
}
