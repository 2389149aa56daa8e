import Kubernetes
import Testing

@testable import FooController

@Suite("Reading the status of a Foo")
struct FooStatusReadingTests {
  /// A status that somebody else has written, or an older controller, is no reason to overlook a Foo.
  @Test func whatIsMissingIsNil() throws {
    let text = #"{"metadata":{"name":"f"},"spec":{"deploymentName":"d"},"status":{"conditions":[]}}"#
    let foo = try Foo(wire: Bytes(text), format: .json, context: DecodingContext())
    #expect(foo.status?.availableReplicas == nil)
    #expect(foo.status?.conditions == [])
  }
}
