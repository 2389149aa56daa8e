import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Stopping an informer")
struct InformerStoppingTests {
  /// Whoever subscribes at whatever moment of the stop: no subscription outlives the contents that it has told of.
  @Test(.timeLimit(.minutes(1))) func `nobody is told of what a stopped informer forgets and then told of it again`()
    throws
  {
    for moment in 0..<60 {
      let executor = StepExecutor()
      let server = SimulatedServer()
      server.set("a")
      let informer = try Informer(server, clock: ManualClock())
      let log = Observed<[Replica]>([])
      let run = {
        Task(executorPreference: executor) { try await informer.run() }
        while executor.step({ $0.lowerBound }) {}
      }
      run()
      informer.stop()
      for _ in 0..<moment where executor.step({ $0.lowerBound }) {}
      Task(executorPreference: executor) {
        var replica = Replica()
        for await delta in informer.deltas() {
          replica.apply(delta)
          let replica = replica
          log.update { $0.append(replica) }
        }
      }
      while executor.step({ $0.upperBound - 1 }) {}
      run()
      #expect(log.value.last?.faults ?? [] == [], "subscribed after \(moment) steps")
      informer.stop()
      while executor.step({ $0.lowerBound }) {}
    }
  }

  /// Whatever is executed in which order: when somebody has seen a version in the store before he stopped the informer,
  /// every subscriber is told of it.
  @Test(.timeLimit(.minutes(1)), arguments: 0..<100 as Range<UInt64>)
  func `what was in the store before the stop reaches every subscriber`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let executor = StepExecutor()
    let server = SimulatedServer()
    server.set("a")
    let informer = try Informer(server, clock: ManualClock())
    let replica = Observed(Replica())
    let step = { executor.step { Int.random(in: $0, using: &random) } }
    Task(executorPreference: executor) { try await informer.run() }
    Task(executorPreference: executor) {
      for await delta in informer.deltas() { replica.update { $0.apply(delta) } }
    }
    while step() {}
    #expect(replica.value.isSynced)

    server.set("b")
    let version = server.version
    Task(executorPreference: executor) {
      try await informer.store.wait(untilObserved: version)
      informer.stop()
    }
    while step() {}
    #expect(!informer.isRunning)
    #expect(Set(replica.value.objects.values) == server.objects)
  }
}
