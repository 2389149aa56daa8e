#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Nanoseconds of a clock that only goes forward.
public func nanoseconds() -> UInt64 { reading(CLOCK_MONOTONIC) }

/// Nanoseconds of CPU that all threads of this process have used.
public func cpuNanoseconds() -> UInt64 { reading(CLOCK_PROCESS_CPUTIME_ID) }

private func reading(_ clock: clockid_t) -> UInt64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// How long something took.
public struct Spent: Sendable {
  /// Seconds that passed.
  public let wall: Double
  /// Seconds of CPU of the whole process.
  public let cpu: Double

  /// Runs `body` once.
  public static func on<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) -> Spent {
    let cpu = cpuNanoseconds()
    let wall = nanoseconds()
    try body()
    return Spent(wall: Double(nanoseconds() - wall) / 1e9, cpu: Double(cpuNanoseconds() - cpu) / 1e9)
  }

  /// Runs `body` once.
  public static func on(_ body: () async throws -> Void) async rethrows -> Spent {
    let cpu = cpuNanoseconds()
    let wall = nanoseconds()
    try await body()
    return Spent(wall: Double(nanoseconds() - wall) / 1e9, cpu: Double(cpuNanoseconds() - cpu) / 1e9)
  }
}
