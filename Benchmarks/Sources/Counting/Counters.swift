public import Benchmark
internal import CCounting

/// What is counted: numbers that do not depend on the speed of the machine.
public enum Counters {
  static let allocations = metric("allocations")
  static let bytes = metric("allocated bytes")
  static let retains = metric("retains")
  static let releases = metric("releases")

  /// How benchmarks of counters are run: few times, since the numbers hardly change. The tolerance leaves room for what
  /// tasks do at other times.
  public static var configuration: Benchmark.Configuration {
    let metrics = [allocations, bytes, retains, releases]
    let tolerance = BenchmarkThresholds(relative: [.p90: 3])
    return Benchmark.Configuration(
      metrics: metrics, warmupIterations: 3, scalingFactor: .one, maxDuration: .seconds(20), maxIterations: 20,
      thresholds: Dictionary(uniqueKeysWithValues: metrics.map { ($0, tolerance) }))
  }

  private static func metric(_ name: String) -> BenchmarkMetric {
    .custom(name, polarity: .prefersSmaller, useScalingFactor: true)
  }
}

/// What has been counted so far, in all threads.
private struct Count {
  let allocations = counting_allocations()
  let bytes = counting_bytes()
  let retains = counting_retains()
  let releases = counting_releases()
}

extension Benchmark {
  /// A benchmark of what `body` does; `prepare` makes what it needs and is not counted.
  public static func counting<Input>(
    _ name: String, prepare: @escaping () async throws -> Input, _ body: @escaping (Input) async throws -> Void
  ) {
    Benchmark(name, configuration: Counters.configuration) { benchmark in
      let input = try await prepare()
      benchmark.startMeasurement()
      let before = Count()
      try await body(input)
      let after = Count()
      benchmark.stopMeasurement()
      benchmark.measurement(Counters.allocations, after.allocations - before.allocations)
      benchmark.measurement(Counters.bytes, after.bytes - before.bytes)
      benchmark.measurement(Counters.retains, after.retains - before.retains)
      benchmark.measurement(Counters.releases, after.releases - before.releases)
    }
  }
}
