import Foundation
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("When a plug-in is run")
struct ExecMachineTests {
  typealias Machine = ExecCredentialProvider.StateMachine
  private let start = Date(timeIntervalSince1970: 1000)
  private func at(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  /// Requests, and lets the run that begins finish at once.
  private func issue(
    _ machine: inout Machine, _ token: SensitiveString, life: Double?, at seconds: Double
  ) throws -> Credential {
    let waiter = machine.reserve()
    guard case .begin(let run) = machine.request(as: waiter, now: at(seconds)) else {
      Issue.record("no run begins")
      return .anonymous
    }
    let finished = machine.finish(
      run, authorization: token, certificate: nil, expiration: life.map { at(seconds + $0) }, now: at(seconds))
    #expect(finished?.waiters == [waiter])
    return try #require(finished?.credential)
  }

  @Test func oneRunServesEverybody() throws {
    var machine = Machine()
    let (a, b, c) = (machine.reserve(), machine.reserve(), machine.reserve())
    guard case .begin(let run) = machine.request(as: a, now: start) else {
      Issue.record("no run begins")
      return
    }
    #expect(machine.request(as: b, now: start) == .join)
    #expect(machine.request(replacing: .anonymous, as: c, now: start) == .join)
    let finished = machine.finish(run, authorization: "t", certificate: nil, expiration: nil, now: start)
    #expect(finished?.waiters == [a, b, c])
    #expect(machine.current(now: at(1e9)) == finished?.credential, "without a date it is good for ever")
  }

  @Test(arguments: [(3600.0, 3589.0, 3590.0), (50.0, 44.0, 45.0), (1.0, 0.8, 0.95)])
  func itIsRefreshedShortlyBeforeItExpires(_ life: Double, _ good: Double, _ due: Double) throws {
    var machine = Machine()
    let credential = try issue(&machine, "t", life: life, at: 0)
    #expect(machine.current(now: at(good)) == credential)
    #expect(machine.current(now: at(due)) == nil)
    guard case .begin = machine.request(as: machine.reserve(), now: at(due)) else {
      Issue.record("no run begins")
      return
    }
  }

  @Test func anExpiredAnswerIsUsedOnceAndAskedForAgain() throws {
    var machine = Machine()
    #expect(try issue(&machine, "t", life: -5, at: 0).authorization == "t")
    #expect(machine.current(now: start) == nil)
  }

  @Test func aRefusalOfAnOldCredentialRunsNothing() throws {
    var machine = Machine()
    let old = try issue(&machine, "one", life: 20, at: 0)
    let new = try issue(&machine, "two", life: 3600, at: 20)
    #expect(machine.request(replacing: old, as: machine.reserve(), now: at(21)) == .use(new))
  }

  @Test func aRefusalOfTheCurrentCredentialRunsOnce() throws {
    var machine = Machine()
    let first = try issue(&machine, "same", life: nil, at: 0)
    guard case .begin(let run) = machine.request(replacing: first, as: machine.reserve(), now: at(1)) else {
      Issue.record("no run begins")
      return
    }
    let finished = machine.finish(run, authorization: "same", certificate: nil, expiration: nil, now: at(1))
    let second = try #require(finished?.credential)
    #expect(second.issue > first.issue)
    // The plug-in repeats itself: refusals of either are final, for a while.
    #expect(machine.request(replacing: first, as: machine.reserve(), now: at(2)) == .nothing)
    #expect(machine.request(replacing: second, as: machine.reserve(), now: at(2)) == .nothing)
    guard case .begin = machine.request(replacing: second, as: machine.reserve(), now: at(11)) else {
      Issue.record("no run begins after the quiet period")
      return
    }
  }

  @Test func aRunThatNobodyWaitsForIsEnded() throws {
    var machine = Machine()
    let (a, b) = (machine.reserve(), machine.reserve())
    guard case .begin(let run) = machine.request(as: a, now: start) else {
      Issue.record("no run begins")
      return
    }
    #expect(machine.request(as: b, now: start) == .join)
    #expect(machine.leave(a) == nil)
    #expect(machine.leave(a) == nil)
    #expect(machine.isRunning(run))
    #expect(machine.leave(b) == run)
    #expect(!machine.isRunning(run))
    #expect(machine.finish(run, authorization: "t", certificate: nil, expiration: nil, now: start) == nil)
    #expect(machine.fail(run, now: start) == nil)
    #expect(machine.current(now: start) == nil)
    #expect(machine.ended(run) == nil)
    guard case .begin(let next) = machine.request(as: machine.reserve(), now: start) else {
      Issue.record("no run begins")
      return
    }
    #expect(next != run)
  }

  @Test func noRunBeginsBeforeOneThatWasGivenUpHasEnded() throws {
    var machine = Machine()
    let (a, b, c) = (machine.reserve(), machine.reserve(), machine.reserve())
    guard case .begin(let run) = machine.request(as: a, now: start) else {
      Issue.record("no run begins")
      return
    }
    #expect(machine.leave(a) == run)
    #expect(machine.request(as: b, now: start) == .join)
    // Nothing is to be ended: it has not begun.
    #expect(machine.leave(b) == nil)
    #expect(machine.request(as: b, now: start) == .join)
    #expect(machine.request(as: c, now: start) == .join)
    let begun = machine.ended(run)
    let next = try #require(begun)
    #expect(next != run && machine.isRunning(next))
    #expect(machine.ended(run) == nil)
    let finished = machine.finish(next, authorization: "t", certificate: nil, expiration: nil, now: start)
    #expect(finished?.waiters == [b, c])
  }

  @Test func aFailedRefreshFallsBackWhileTheOldOneIsGood() throws {
    var machine = Machine()
    let old = try issue(&machine, "t", life: 100, at: 0)
    let waiter = machine.reserve()
    guard case .begin(let run) = machine.request(as: waiter, now: at(95)) else {
      Issue.record("no run begins")
      return
    }
    let failed = machine.fail(run, now: at(96))
    #expect(failed?.waiters == [waiter] && failed?.fallback == old)
    guard case .begin(let late) = machine.request(as: waiter, now: at(99)) else {
      Issue.record("no run begins")
      return
    }
    let expired = machine.fail(late, now: at(100))
    #expect(expired?.waiters == [waiter])
    #expect(expired?.fallback == nil)
  }

  @Test(arguments: 0..<50)
  func anyOrderOfEventsKeepsTheRules(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var machine = Machine()
    var waiting: Set<Machine.WaiterID> = []
    var run: Machine.RunID?
    var ending: Machine.RunID?
    var time = 0.0
    var known: [Credential] = [.anonymous]
    for step in 0..<500 {
      time += Double(Int.random(in: 0..<8, using: &generator))
      switch Int.random(in: 0..<6, using: &generator) {
      case 0, 1:
        let waiter = machine.reserve()
        let isRefusal = Int.random(in: 0..<2, using: &generator) == 0
        let decision =
          isRefusal
          ? machine.request(
            replacing: known[Int.random(in: 0..<known.count, using: &generator)], as: waiter, now: at(time))
          : machine.request(as: waiter, now: at(time))
        switch decision {
        case .begin(let id):
          #expect(run == nil && ending == nil, "never two runs at a time")
          run = id
          waiting.insert(waiter)
        case .join:
          #expect(run != nil || ending != nil, "somebody waits for a run that is not there")
          waiting.insert(waiter)
        case .use(let credential): #expect(known.contains(credential))
        case .nothing: #expect(isRefusal)
        }
      case 2:
        guard let waiter = waiting.randomElement(using: &generator) else { continue }
        waiting.remove(waiter)
        let abandoned = machine.leave(waiter)
        #expect((abandoned != nil) == (waiting.isEmpty && run != nil) && (abandoned == nil || abandoned == run))
        if abandoned != nil { (run, ending) = (nil, run) }
      case 3:
        guard let id = run else { continue }
        let finished = machine.finish(
          id, authorization: SensitiveString("\(Int.random(in: 0..<3, using: &generator))"), certificate: nil,
          expiration: at(time + Double(Int.random(in: 0..<60, using: &generator))), now: at(time))
        #expect(finished?.waiters == waiting, "everybody is told, step \(step)")
        if let finished { known.append(finished.credential) }
        (run, waiting) = (nil, [])
      case 4:
        guard let id = ending else { continue }
        let next = machine.ended(id)
        #expect((next != nil) == !waiting.isEmpty, "whoever waits gets a run, step \(step)")
        (run, ending) = (next, nil)
      default:
        guard let id = run else { continue }
        #expect(machine.fail(id, now: at(time))?.waiters == waiting)
        (run, waiting) = (nil, [])
      }
    }
    #expect(Set(known.map(\.issue)).count == known.count)
  }
}
