import HTTPTypes
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct RecordedErrorTests {
  private func error(_ name: String) throws -> KubernetesError {
    let answer = try Fixture(name)
    let status = try #require(Status(body: answer.body, contentType: answer.headers[.contentType]))
    return KubernetesError(httpStatus: answer.status, headers: answer.headers, status: status, body: answer.body)
  }

  @Test func notFound() throws {
    let error = try error("get-404")
    #expect(error.isNotFound)
    #expect(!error.isUnknownPath)
    #expect(error.code == .api)
    #expect(error.message == #"configmaps "absent" not found"#)
    #expect(error.status?.details == Status.Details(name: "absent", kind: "configmaps"))
    #expect(error.description == #"NotFound (404): configmaps "absent" not found"#)
    #expect(!error.isTransient)
  }

  @Test func bothConflictsOf409AreToldApart() throws {
    let exists = try error("create-409-already-exists")
    #expect(exists.isAlreadyExists && !exists.isConflict)
    for recorded in ["put-409-conflict", "delete-409-precondition"] {
      let conflict = try error(recorded)
      #expect(conflict.isConflict && !conflict.isAlreadyExists && conflict.fieldManagerConflicts.isEmpty)
    }
  }

  @Test func applyConflictsNameFieldAndManager() throws {
    let error = try error("apply-409-conflict")
    #expect(error.isConflict)
    #expect(error.fieldManagerConflicts.map(\.field) == [".data.a"])
    #expect(error.fieldManagerConflicts.first?.message == #"conflict with "one""#)
  }

  @Test func invalidFieldsAreCauses() throws {
    let error = try error("create-422-invalid")
    #expect(error.isInvalid)
    #expect(error.causes.map(\.field) == ["metadata.name"])
    #expect(error.causes.first?.reason == Status.Cause.fieldValueInvalid)
    #expect(try self.error("patch-json-422-test-failed").isInvalid)
  }

  @Test func aVersionAheadOfTheServerIsATimeoutWithACause() throws {
    let error = try error("list-504-rv-too-large")
    #expect(error.isTimeout && error.isTooLargeResourceVersion && error.isTransient)
    #expect(error.retryAfter == .seconds(1))
    #expect(error.suggestedDelay == .seconds(1))
  }

  @Test func anUnknownPathHasNoStatus() throws {
    let answer = try Fixture("get-404-path")
    #expect(Status(body: answer.body, contentType: answer.headers[.contentType]) == nil)
    let error = KubernetesError(httpStatus: answer.status, headers: answer.headers, body: answer.body)
    #expect(error.isNotFound && error.isUnknownPath && error.causes.first?.message == "404 page not found")
  }

  @Test func others() throws {
    #expect(try error("get-401").isUnauthorized)
    #expect(try error("get-406").isNotAcceptable)
    #expect(try error("create-415").isUnsupportedMediaType)
    #expect(try error("create-400-bad-json").isBadRequest)
    #expect(try error("create-400-strict-unknown-field").isBadRequest)
    #expect(try error("list-410-bad-continue").isBadRequest)
  }

  /// An `ERROR` event of a watch in Protobuf carries the `Status` in its envelope.
  @Test func expiredInProtobuf() throws {
    // The event's frame: its length, its type, and the object in field 2 of field 2.
    let frame = try Fixture("watch-410-too-old-protobuf").body
    let object = frame[(frame.count - 88)..<frame.count]
    let error = KubernetesError(status: try Status(wire: object, format: .protobuf))
    #expect(error.isExpired && !error.isGone)
    #expect(error.status?.code == 410)
    #expect(error.message == "too old resource version: 1 (259)")
  }

  /// Cut anywhere, a `Status` gives an error and no trap.
  @Test func everyCutIsRefused() throws {
    let body = try Fixture("create-422-invalid").body
    // The last byte is a line feed.
    for length in 0..<(body.count - 1) {
      #expect(throws: WireError.self) { try Status(wire: body[0..<length], format: .json) }
    }
  }

  @Test(arguments: [
    #"{"kind":"Pod","status":"Failure"}"#, "[]", "404 page not found", "{}", #"{"kind":"Status","code":"x"}"#,
    #"{"kind":"Status","status":{"phase":"x"}}"#, "",
  ])
  func otherBodiesAreNoStatus(text: String) {
    #expect(Status(body: Bytes(text), contentType: "application/json; charset=utf-8") == nil)
  }
}
