import HTTPTypes
import KubernetesCore
import Testing

@Suite struct GenericErrorTests {
  static let codes: [(Int, StatusReason?)] = [
    (400, .badRequest), (401, .unauthorized), (403, .forbidden), (404, .notFound), (405, .methodNotAllowed),
    (406, .notAcceptable), (409, .conflict), (410, .gone), (413, .requestEntityTooLarge), (415, .unsupportedMediaType),
    (422, .invalid), (429, .tooManyRequests), (500, .internalError), (502, .internalError), (503, .serviceUnavailable),
    (504, .timeout), (418, nil), (302, nil),
  ]

  @Test(arguments: codes)
  func aCodeAloneGivesAStatus(code: Int, reason: StatusReason?) {
    let error = KubernetesError(httpStatus: code)
    #expect(error.code == .api)
    #expect(error.status?.code == code)
    #expect(error.reason == reason)
    #expect(error.isUnexpectedResponse)
    #expect(!error.message.isEmpty)
  }

  @Test func anUnknownPathIsToldFromAMissingObject() {
    let error = KubernetesError(
      httpStatus: 404, headers: [.contentType: "text/plain"], body: Bytes("404 page not found\n"),
      context: .init(method: .get, resource: GroupResource(group: "apps", resource: "deployments"), name: "web"))
    #expect(error.isNotFound && error.isUnknownPath)
    #expect(error.message == "the server has nothing at this path (get deployments.apps web)")
    #expect(error.causes.first?.message == "404 page not found")
    #expect(error.status?.details?.name == "web")
    #expect(error.status?.details?.kind == "deployments")
  }

  @Test func aConflictOfACreationMeansThatItExists() {
    #expect(KubernetesError(httpStatus: 409, context: .init(method: .post)).isAlreadyExists)
    #expect(KubernetesError(httpStatus: 409, context: .init(method: .put)).isConflict)
  }

  @Test func theServersWordsAreKeptWhereTheyTellMore() {
    #expect(KubernetesError(httpStatus: 403, body: Bytes("policy says no")).message == "policy says no")
    #expect(KubernetesError(httpStatus: 500, body: Bytes("boom")).message == "the server failed: boom")
  }

  @Test func longBodiesAreCut() throws {
    let error = KubernetesError(httpStatus: 500, body: Bytes(String(repeating: "ä", count: 5_000)))
    let excerpt = try #require(error.causes.first?.message)
    #expect(excerpt.utf8.count <= 2_048 + "…".utf8.count)
    #expect(excerpt.hasSuffix("ä…"))
  }

  @Test func binaryBodiesAreDropped() {
    let error = KubernetesError(httpStatus: 500, body: Bytes([0x6b, 0x38, 0x73, 0x00, 0x0a]))
    #expect(error.causes.first?.message == "")
  }

  @Test(arguments: [
    ("Authorization: Bearer abc.def-ghi rest", "Authorization: Bearer <redacted> rest"),
    ("bearer abc, BASIC dXNlcjpwYXNz", "bearer <redacted>, BASIC <redacted>"),
    ("the bearer ", "the bearer"), ("Bearer", "Bearer"), ("forebearer abc", "forebearer <redacted>"),
  ])
  func credentialsAreBlottedOut(body: String, expected: String) {
    #expect(KubernetesError(httpStatus: 500, body: Bytes(body)).causes.first?.message == expected)
  }

  static let delays: [(String, Duration?)] = [
    ("7", .seconds(7)), ("0", .seconds(0)), ("-1", nil), ("Tue, 24 Nov 2026 02:15:41 GMT", nil), ("1.5", nil),
    ("", nil),
    ("99999999999999999999", nil),
  ]

  @Test(arguments: delays)
  func retryAfterInSecondsCounts(text: String, expected: Duration?) {
    #expect(KubernetesError(httpStatus: 429, headers: [.retryAfter: text]).retryAfter == expected)
  }

  @Test func theServersStatusIsKept() {
    let status = Status(
      status: "Failure", message: "m", reason: "Odd", details: Status.Details(name: "n", retryAfterSeconds: 2))
    let error = KubernetesError(httpStatus: 418, headers: [.retryAfter: "5"], status: status, body: Bytes("ignored"))
    #expect(error.status?.details == status.details)
    #expect(error.status?.code == 418)
    #expect(error.reason == "Odd")
    #expect(error.retryAfter == .seconds(5))
    #expect(error.message == "m")
  }

  /// An answer that fails although its body says it succeeded is a failure.
  @Test func aSuccessfulStatusIsNoExplanationOfAFailure() {
    let error = KubernetesError(httpStatus: 500, status: Status(status: "Success"))
    #expect(error.isInternalError)
    #expect(error.status?.status == "Failure")
  }
}
