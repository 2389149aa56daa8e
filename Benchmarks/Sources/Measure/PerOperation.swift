/// Whether a case has been timed often enough in this process: three times, or for a second. The suite runs every process
/// several times.
public func isEnough(_ times: Int, seconds: Double) -> Bool { times >= 3 || times > 0 && seconds > 1 }

/// Emits the median of up to three timings of `body`, which does `count` operations, after one that is not counted.
public func perOperation(_ name: String, _ count: Int, prepare: () -> Void = {}, _ body: () -> Void) throws {
  prepare()
  body()
  var (samples, total) = ([Double](), 0.0)
  while !isEnough(samples.count, seconds: total) {
    prepare()
    let spent = Spent.on(body)
    total += spent.wall
    samples.append(spent.wall * 1e9 / Double(count))
  }
  try emit(name, "ns", median(samples))
}

/// Emits the median of up to three timings of `body`, which does `count` operations, after one that is not counted.
public func perOperation(
  _ name: String, _ count: Int, prepare: () async throws -> Void = {}, _ body: () async throws -> Void
) async throws {
  try await prepare()
  try await body()
  var (samples, total) = ([Double](), 0.0)
  while !isEnough(samples.count, seconds: total) {
    try await prepare()
    let spent = try await Spent.on(body)
    total += spent.wall
    samples.append(spent.wall * 1e9 / Double(count))
  }
  try emit(name, "ns", median(samples))
}
