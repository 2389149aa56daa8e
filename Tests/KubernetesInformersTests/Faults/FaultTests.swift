import Foundation
import KubernetesLocks
import Testing

@testable import KubernetesInformers

/// Thousands of short lives of an informer under faults; see ``World``.
///
/// A failure names its seed. `KUBERNETES_SWIFT_SEEDS=17` lives through that one alone and prints what happened;
/// `KUBERNETES_SWIFT_SEEDS=20000..<90000` tries others. Fewer than 10,000 mean that time is short.
@Suite("Informers under faults", .timeLimit(.minutes(10)))
struct FaultTests {
  private static let variable = "KUBERNETES_SWIFT_SEEDS"
  private static let seeds: Range<UInt64> = {
    let parts = (ProcessInfo.processInfo.environment[variable] ?? "0..<10000").components(separatedBy: "..<")
    let bounds = parts.compactMap { UInt64($0) }
    guard let first = bounds.first, let last = bounds.last else { return 0..<10_000 }
    return first..<max(bounds.count == 1 ? first + 1 : last, first)
  }()

  @Test func `whatever goes wrong, store and subscribers end with what the server has`() async throws {
    let isSingle = Self.seeds.count == 1
    let failures = await Self.live(Self.seeds.count) { number in
      var setting = World.Setting.random(Self.seeds.lowerBound + UInt64(number))
      setting.isTraced = isSingle
      return setting
    }
    for (number, problems) in failures.sorted(by: { $0.number < $1.number }).prefix(10) {
      let seed = Self.seeds.lowerBound + UInt64(number)
      Issue.record("\(Self.variable)=\(seed): \(problems.prefix(5).joined(separator: "; "))")
    }
    #expect(failures.count == 0)
  }

  @Test func `each fault at each moment`() async throws {
    // How many moments there are is what a life without faults says.
    for seed in 1...(Self.seeds.count < 10_000 ? 1 : 4) as ClosedRange<UInt64> {
      let world = try World(World.Setting(seed: seed, faults: FaultPlan(seed: seed), writes: 12))
      #expect(world.run() == [])
      let moments = world.server.state.withLock { $0.faults.moments }
      let faults = Fault.allCases
      let failures = await Self.live(moments * faults.count) { number in
        let plan = FaultPlan.single(faults[number % faults.count], at: number / faults.count, seed: seed)
        return World.Setting(seed: seed, faults: plan, writes: 12)
      }
      for (number, problems) in failures.prefix(10) {
        let text = problems.prefix(5).joined(separator: "; ")
        Issue.record("seed \(seed), \(faults[number % faults.count]) at \(number / faults.count): \(text)")
      }
    }
  }

  /// Lives through worlds on two threads of their own, for they never wait. Returns those in which something was wrong.
  private static func live(
    _ count: Int, _ setting: @escaping @Sendable (Int) -> World.Setting
  ) async -> [(number: Int, problems: [String])] {
    let failures = Lock<[(number: Int, problems: [String])]>([])
    let next = Lock(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              #if os(Linux)
                // Other suites, which run at the same time, go first.
                // `PRIO_PROCESS`, the calling thread; the constant has another type in each C library.
                _ = setpriority(0, 0, 10)
              #endif
              while true {
                let number = next.withLock { next in
                  defer { next += 1 }
                  return next
                }
                guard number < count, failures.withLock({ $0.count < 100 }) else { break }
                let setting = setting(number)
                do {
                  let world = try World(setting)
                  let problems = world.run()
                  if setting.isTraced { for line in world.state.withLock({ $0.trace }) { print(line) } }
                  let struck = world.server.state.withLock { $0.faults.struck }
                  if !problems.isEmpty { failures.withLock { $0.append((number, problems + struck)) } }
                } catch {
                  failures.withLock { $0.append((number, ["\(error)"])) }
                }
              }
              continuation.resume()
            }
          }
        }
      }
    }
    return failures.withLock { $0 }
  }
}
