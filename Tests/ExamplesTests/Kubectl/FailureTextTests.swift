import Kubernetes
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift's failures")
struct FailureTextTests {
  private let failure = FailureText(server: "10.0.0.1:6443")

  private static func answer(
    _ reason: StatusReason?, _ message: String, _ details: Status.Details? = nil
  ) -> KubernetesError {
    KubernetesError(status: Status(status: "Failure", message: message, reason: reason, code: 400, details: details))
  }

  @Test func theServersReasonIsNamed() {
    #expect(failure.text([Self.answer(.notFound, "no a")]) == "Error from server (NotFound): no a")
    #expect(failure.text([Self.answer(nil, "no a")]) == "Error from server: no a")
    #expect(
      failure.text([Self.answer(.unauthorized, "who")]) == "error: You must be logged in to the server (who)")
  }

  @Test func anInvalidObjectIsToldFieldByField() {
    let one = Status.Cause(message: "too big", field: "spec.size")
    let two = Status.Cause(message: "no color", field: "spec.color")
    func text(_ details: Status.Details?) -> String { failure.text([Self.answer(.invalid, "whole", details)]) }
    #expect(text(nil) == "The request is invalid: whole")
    #expect(text(Status.Details()) == "The request is invalid: whole")
    #expect(text(Status.Details(name: "a", kind: "Widget")) == #"The Widget "a" is invalid"#)
    #expect(
      text(Status.Details(name: "a", kind: "Widget", causes: [one, one]))
        == #"The Widget "a" is invalid: spec.size: too big"#)
    #expect(
      text(Status.Details(name: "a", kind: "Widget", causes: [one, two]))
        == "The Widget \"a\" is invalid: \n* spec.size: too big\n* spec.color: no color")
  }

  @Test func whatIsNoServersIsMarked() {
    #expect(failure.text([Complaint("no such file")]) == "error: no such file")
    #expect(failure.text([KubernetesError(.decoding, "document 1 is not YAML")]) == "error: document 1 is not YAML")
  }

  @Test func theWayToTheServerIsNamed() {
    func text(_ code: TransportError.Code) -> String {
      failure.text([KubernetesError(.transport, "why", cause: TransportError(code, "why"))])
    }
    #expect(text(.connect).hasPrefix("The connection to the server 10.0.0.1:6443 was refused"))
    #expect(text(.tls) == "Unable to connect to the server: why")
  }

  @Test func severalAreALineEach() {
    let text = failure.text([Self.answer(.notFound, "no a"), Complaint("no b"), Self.answer(.invalid, "c")])
    #expect(text == "Error from server (NotFound): no a\nno b\nError from server (Invalid): c")
  }

  @Test func whatWasBeingDoneStandsInFront() {
    let error = Self.answer(.alreadyExists, "a exists").whileDoing("creating", "f.yaml")
    #expect(failure.text([error]) == #"Error from server (AlreadyExists): error when creating "f.yaml": a exists"#)
  }

  @Test func oneFailureDoesNotKeepTheOthersFromBeingDone() async throws {
    var failures = Failures()
    try failures.check()
    var done: [Int] = []
    for number in 1...3 {
      try await failures.collect {
        if number == 2 { throw Complaint("two") }
        done.append(number)
      }
    }
    #expect(done == [1, 3])
    #expect(failures.errors.count == 1)
    #expect(throws: Failures.self) { try failures.check() }
    await #expect(throws: CancellationError.self) { try await failures.collect { throw CancellationError() } }
  }
}
