import Crypto
import ExampleArguments
import Foundation
import Kubernetes
import KubernetesLocks

/// Says what an informer holds.
struct Reporter<Object: KubernetesObject>: Sendable {
  private let informer: Informer<Object>
  private let deltas = Lock(0)

  init(_ informer: Informer<Object>) { self.informer = informer }

  /// Counts what a subscriber is told, until the informer stops.
  func count() async {
    for await batch in informer.batches() {
      let count = batch.deltas.count { if case .synced = $0 { false } else { true } }
      deltas.withLock { $0 += count }
    }
  }

  /// Prints a line a second; for ever without a number of seconds.
  ///
  /// - Throws: `LineOutput.Failure` when nobody reads them.
  func report(seconds: Int?, to output: LineOutput) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    var second = 0
    while second < seconds ?? .max {
      second += 1
      do { try await clock.sleep(until: start.advanced(by: .seconds(second))) } catch { return }
      try output.write(line())
    }
  }

  /// The state as one line. Count, version and digest are of the same moment.
  func line() -> Data {
    let snapshot = informer.store.snapshot()
    let status = informer.status
    let value: JSONValue = [
      "synced": .bool(informer.hasSynced), "state": .string(status.state.name),
      "count": .integer(Int64(snapshot.count)), "resourceVersion": .string(snapshot.resourceVersion),
      "deltas": .integer(Int64(deltas.withLock { $0 })),
      "retryMilliseconds": Self.retryDelay(status).map { .integer(Int64($0 / .milliseconds(1))) } ?? .null,
      "lastError": status.lastError.map { .string("\($0)") } ?? .null,
      "rssBytes": Self.residentBytes.map { .integer(Int64($0)) } ?? .null, "digest": .string(digest(snapshot)),
    ]
    // Texts and integers can always be written.
    return Data(((try? value.jsonBytes()) ?? []) + [UInt8(ascii: "\n")])
  }

  /// How long the informer waits before it tries again; nil while nothing is wrong.
  private static func retryDelay(_ status: ReflectorStatus) -> Duration? {
    guard case .backingOff(_, let delay) = status.state else { return nil }
    return delay
  }

  private func digest(_ snapshot: StoreSnapshot<Object>) -> String {
    var lines: [String] = []
    lines.reserveCapacity(snapshot.count)
    snapshot.objects.forEachKey { key, version in lines.append("\(key.namespace)/\(key.name)@\(version)\n") }
    lines.sort()
    var hash = SHA256()
    for line in lines { hash.update(data: Data(line.utf8)) }
    return hash.finalize().map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
  }

  /// The memory of this process; nil where the system does not say.
  private static var residentBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
  }
}
