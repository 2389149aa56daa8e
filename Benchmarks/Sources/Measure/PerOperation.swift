/// Emits the median of three timings of `body`, which does `count` operations, after one that is not counted.
public func perOperation(_ name: String, _ count: Int, prepare: () -> Void = {}, _ body: () -> Void) throws {
  var samples: [Double] = []
  for run in 0..<4 {
    prepare()
    let spent = Spent.on(body)
    if run > 0 { samples.append(spent.wall * 1e9 / Double(count)) }
  }
  try emit(name, "ns", median(samples))
}

/// Emits the median of three timings of `body`, which does `count` operations, after one that is not counted.
public func perOperation(
  _ name: String, _ count: Int, prepare: () async throws -> Void = {}, _ body: () async throws -> Void
) async throws {
  var samples: [Double] = []
  for run in 0..<4 {
    try await prepare()
    let spent = try await Spent.on(body)
    if run > 0 { samples.append(spent.wall * 1e9 / Double(count)) }
  }
  try emit(name, "ns", median(samples))
}
