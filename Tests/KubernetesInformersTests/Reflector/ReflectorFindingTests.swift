import KubernetesCore
import Testing

@testable import KubernetesInformers

/// Answers that no error came with.
@Suite("What a reflector finds wrong itself")
struct ReflectorFindingTests {
  private typealias Harness = ReflectorHarness

  private func expectFailure(
    _ harness: ReflectorHarness, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    harness.run()
    #expect(harness.lastError.contains(text), sourceLocation: sourceLocation)
    #expect(harness.status.failures == 1, sourceLocation: sourceLocation)
    guard case .backingOff(let error, _) = harness.status.state else {
      return #expect(Bool(false), "\(harness.state)", sourceLocation: sourceLocation)
    }
    #expect("\(error)" == harness.lastError, sourceLocation: sourceLocation)
  }

  @Test func `a watch that ends at once is a failure`() {
    expectFailure(Harness(lists: [Harness.page([], 7)], watches: [[.end]]), "ended the watch")
  }

  @Test func `a streaming list that ends early is a failure`() {
    expectFailure(Harness(watches: [[.end]], listing: .streaming), "before its last bookmark")
  }

  @Test func `a continue token that comes twice is a failure`() {
    expectFailure(
      Harness(lists: [Harness.page([], 7, token: "more"), Harness.page([], 7, token: "more")]), "same continue token")
  }
}
