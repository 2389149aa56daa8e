import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("A list that does not come")
struct ReflectorListLimitTests {
  private typealias Harness = ReflectorHarness

  @Test func `a page that does not come is given up, and the list begins anew after a delay`() {
    let harness = Harness()
    harness.run()
    #expect(harness.state == "listing")
    harness.advance(by: .seconds(299))
    #expect(harness.state == "listing")
    harness.advance(by: .seconds(1))
    #expect(harness.state == "backingOff")
    #expect(harness.lastError.contains("no page of the list"))
    #expect(harness.source.listed.count == 1)
    harness.advance(by: .milliseconds(800))
    #expect(harness.state == "listing")
    #expect(harness.source.listed.count == 2)
  }

  @Test func `each page has its own time`() {
    let harness = Harness(lists: [Harness.page([TestObject("a", version: 3)], 7, token: "more")])
    harness.run()
    harness.advance(by: .seconds(299))
    #expect(harness.source.listed.count == 2)
    #expect(harness.state == "listing")
    #expect(harness.changes.isEmpty)
  }
}
