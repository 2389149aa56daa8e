public import Benchmark
internal import CAllocations

/// What is counted: numbers that do not depend on the speed of the machine.
public enum Counters {
  static let allocations = BenchmarkMetric.custom("allocations", polarity: .prefersSmaller, useScalingFactor: true)
  static let bytes = BenchmarkMetric.custom("allocated bytes", polarity: .prefersSmaller, useScalingFactor: true)

  /// How benchmarks of counters are run: few times, since the numbers hardly change. The tolerances leave room for what
  /// tasks and growing tables do at other times.
  public static var configuration: Benchmark.Configuration {
    let tolerance = BenchmarkThresholds(relative: [.p90: 3])
    let metrics: [BenchmarkMetric] = [allocations, bytes, .objectAllocCount, .retainCount, .releaseCount]
    return Benchmark.Configuration(
      metrics: metrics, warmupIterations: 2, scalingFactor: .one, maxDuration: .seconds(20), maxIterations: 10,
      thresholds: Dictionary(uniqueKeysWithValues: metrics.map { ($0, tolerance) }))
  }
}

extension Benchmark {
  /// A benchmark of what `body` does; `prepare` makes what it needs and is not counted.
  public static func counting<Input>(
    _ name: String, prepare: @escaping () async throws -> Input, _ body: @escaping (Input) async throws -> Void
  ) {
    Benchmark(name, configuration: Counters.configuration) { benchmark in
      let input = try await prepare()
      benchmark.startMeasurement()
      let (count, bytes) = (allocations_count(), allocations_bytes())
      try await body(input)
      let (made, size) = (allocations_count() - count, allocations_bytes() - bytes)
      benchmark.stopMeasurement()
      benchmark.measurement(Counters.allocations, made)
      benchmark.measurement(Counters.bytes, size)
    }
  }
}
