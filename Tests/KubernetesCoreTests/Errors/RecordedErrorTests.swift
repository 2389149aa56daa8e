import HTTPTypes
import KubernetesCore
import Testing

@Suite struct RecordedErrorTests {
  private func error(
    _ recorded: (code: Int, body: String), _ headers: HTTPFields = [.contentType: "application/json"]
  )
    throws -> KubernetesError
  {
    let body = Bytes(recorded.body)
    let status = try #require(Status(body: body, contentType: headers[.contentType]))
    return KubernetesError(httpStatus: recorded.code, headers: headers, status: status, body: body)
  }

  @Test func notFound() throws {
    let error = try error(RecordedErrors.get404)
    #expect(error.isNotFound)
    #expect(!error.isUnknownPath)
    #expect(error.code == .api)
    #expect(error.message == #"configmaps "absent" not found"#)
    #expect(error.status?.details == Status.Details(name: "absent", kind: "configmaps"))
    #expect(error.description == #"NotFound (404): configmaps "absent" not found"#)
    #expect(!error.isTransient)
  }

  @Test func bothConflictsOf409AreToldApart() throws {
    let exists = try error(RecordedErrors.create409AlreadyExists)
    #expect(exists.isAlreadyExists && !exists.isConflict)
    for recorded in [RecordedErrors.put409Conflict, RecordedErrors.delete409Precondition] {
      let conflict = try error(recorded)
      #expect(conflict.isConflict && !conflict.isAlreadyExists && conflict.fieldManagerConflicts.isEmpty)
    }
  }

  @Test func applyConflictsNameFieldAndManager() throws {
    let error = try error(RecordedErrors.apply409Conflict)
    #expect(error.isConflict)
    #expect(error.fieldManagerConflicts.map(\.field) == [".data.a"])
    #expect(error.fieldManagerConflicts.first?.message == #"conflict with "one""#)
  }

  @Test func invalidFieldsAreCauses() throws {
    let error = try error(RecordedErrors.create422Invalid)
    #expect(error.isInvalid)
    #expect(error.causes.map(\.field) == ["metadata.name"])
    #expect(error.causes.first?.reason == Status.Cause.fieldValueInvalid)
    #expect(try self.error(RecordedErrors.patchJson422TestFailed).isInvalid)
  }

  @Test func aVersionAheadOfTheServerIsATimeoutWithACause() throws {
    let headers: HTTPFields = [.contentType: "application/json", .retryAfter: "1"]
    let error = try error(RecordedErrors.list504RvTooLarge, headers)
    #expect(error.isTimeout && error.isTooLargeResourceVersion && error.isTransient)
    #expect(error.retryAfter == .seconds(1))
    #expect(error.suggestedDelay == .seconds(1))
  }

  @Test func others() throws {
    #expect(try error(RecordedErrors.get401).isUnauthorized)
    #expect(try error(RecordedErrors.get406).isNotAcceptable)
    #expect(try error(RecordedErrors.create415).isUnsupportedMediaType)
    #expect(try error(RecordedErrors.create400BadJson).isBadRequest)
    #expect(try error(RecordedErrors.create400StrictUnknownField).isBadRequest)
    #expect(try error(RecordedErrors.list410BadContinue).isBadRequest)
  }

  /// An `ERROR` event of a watch in Protobuf carries the `Status` in its envelope.
  @Test func expiredInProtobuf() throws {
    let object = Bytes(
      hex: "6b3873000a0c0a027631120653746174757312400a060a0012001a0012074661696c7572651a21746f6f206f6c642072657"
        + "36f757263652076657273696f6e3a2031202832353929220745787069726564309a031a002200")
    let error = KubernetesError(status: try Status(wire: object, format: .protobuf))
    #expect(error.isExpired && !error.isGone)
    #expect(error.status?.code == 410)
    #expect(error.message == "too old resource version: 1 (259)")
  }

  /// Cut anywhere, a `Status` gives an error and no trap.
  @Test func everyCutIsRefused() {
    let body = RecordedErrors.create422Invalid.body
    for length in 0..<body.utf8.count {
      #expect(throws: WireError.self) { try Status(wire: Bytes(body.utf8.prefix(length)), format: .json) }
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
