import Testing

@testable import KubernetesControllers

@Suite("Electors in a bad world")
struct ElectionSimulationTests {
  @Test func twoNeverLeadAtOnceInTenThousandWorlds() {
    var reigns = 0
    for seed in UInt64(0)..<10_000 {
      var world = ElectionSimulation(seed: seed)
      if let time = world.run(for: 240_000) {
        Issue.record("two leaders after \(time) ms with seed \(seed)")
        return
      }
      reigns += world.reigns
    }
    // The world is bad, but not so bad that nobody ever leads.
    #expect(reigns > 20_000)
  }
}
