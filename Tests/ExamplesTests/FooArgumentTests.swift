import ArgumentParser
import Testing

@testable import FooController

@Suite("Arguments of FooController")
struct FooArgumentTests {
  /// Without a lease every replica would work.
  @Test(arguments: ["a/b/c", "ns/", "", "/"]) func aLeaseThatIsNoKeyIsRefused(_ lease: String) {
    #expect(throws: (any Error).self) { try Run.parse(["--lease", lease]) }
  }

  @Test(arguments: ["ns/name", "name"]) func aLeaseHasANameAndMayHaveANamespace(_ lease: String) throws {
    #expect(try Run.parse(["--lease", lease]).lease == lease)
  }

  @Test func withoutALeaseThereIsNoElection() throws {
    #expect(try Run.parse([]).lease == nil)
  }
}
