import Testing

@testable import KubernetesInformers

@Suite("Backoff")
struct BackoffTests {
  @Test func `delays double from 800 ms to 30 s`() {
    var backoff = Backoff()
    var now = Duration.zero
    var delays: [Duration] = []
    for _ in 0..<8 {
      let delay = backoff.next(now: now, random: 0)
      delays.append(delay)
      now += delay
    }
    let seconds: [Double] = [0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30]
    #expect(delays == seconds.map { .milliseconds(Int($0 * 1_000)) })
  }

  @Test func `jitter adds up to as much again`() {
    var backoff = Backoff()
    let delay = backoff.next(now: .zero, random: 0.5)
    #expect(delay == .milliseconds(1_200))
  }

  @Test func `two minutes of quiet reset it, counted from the end of the last delay`() {
    var backoff = Backoff()
    _ = backoff.next(now: .zero, random: 0)
    let grown = backoff.next(now: .seconds(120), random: 0)
    #expect(grown == .milliseconds(1_600))
    let fresh = backoff.next(now: .seconds(242), random: 0)
    #expect(fresh == .milliseconds(800))
  }

  @Test func `the server's wish counts, within reason`() {
    var backoff = Backoff()
    let wished = backoff.next(now: .zero, random: 0, suggestion: .seconds(7))
    #expect(wished == .seconds(7))
    let absurd = backoff.next(now: .zero, random: 0, suggestion: .seconds(1_000_000))
    #expect(absurd == .seconds(600))
    let ignored = backoff.next(now: .zero, random: 0, suggestion: .zero)
    #expect(ignored == .milliseconds(3_200))
  }
}
