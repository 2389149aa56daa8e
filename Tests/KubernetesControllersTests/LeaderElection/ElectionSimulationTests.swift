import Testing

@testable import KubernetesControllers

@Suite("Electors in a bad world")
struct ElectionSimulationTests {
  /// Ten thousand worlds, in parts that can run beside each other.
  @Test(arguments: [UInt64(0), 2_500, 5_000, 7_500]) func twoNeverLeadAtOnceInTenThousandWorlds(
    _ first: UInt64
  ) async throws {
    var reigns = 0
    for seed in first..<first + 2_500 {
      var world = try ElectionSimulation(seed: seed)
      if let time = world.run(for: 120_000) {
        Issue.record("two leaders after \(time) ms with seed \(seed)")
        return
      }
      reigns += world.reigns
      // Other tests have limits of time.
      if seed % 50 == 0 { await Task.yield() }
    }
    // The world is bad, but not so bad that nobody ever leads.
    #expect(reigns > 2_500)
  }
}
