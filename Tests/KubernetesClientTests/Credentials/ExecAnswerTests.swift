import Foundation
import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("What a plug-in answers")
struct ExecAnswerTests {
  private static let head = #""kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1""#
  private func read(_ text: String) throws -> ExecCredentialAnswer {
    try ExecCredentialAnswer(
      output: Array(text.utf8), plugin: ExecPlugin(command: "plugin", cluster: .init(server: "https://h")))
  }

  @Test func aTokenWithADate() throws {
    let answer = try read(
      #"{\#(Self.head),"spec":{"x":[1,{"y":null}]},"status":{"token":"a\u002fb\/c","expirationTimestamp":"2026-01-02T03:04:05Z"}}"#
    )
    #expect(answer.authorization == "Bearer a/b/c" && answer.certificate == nil)
    #expect(answer.expiration == Date(timeIntervalSince1970: 1_767_323_045))
  }

  @Test func noDateAndNullsAreFine() throws {
    let answer = try read(
      #"{\#(Self.head),"status":{"token":"t","expirationTimestamp":null,"clientKeyData":null,"note":"😀\ud83d\ude00"}}"#)
    #expect(answer.authorization == "Bearer t" && answer.expiration == nil)
  }

  @Test func yamlIsRead() throws {
    let answer = try read("kind: ExecCredential\napiVersion: client.authentication.k8s.io/v1\nstatus: {token: t}\n")
    #expect(answer.authorization == "Bearer t")
  }

  @Test(arguments: [
    ("", "empty"), ("null", "empty"), ("{", "not valid JSON"), ("hello", "a mapping is expected"),
    (#"{"apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"t"}}"#, "give both the same"),
    (#"{"status":{"token":"t"}}"#, "apiVersion none"),
    (#"{"kind":"Pod","apiVersion":"client.authentication.k8s.io/v1"}"#, "not an ExecCredential"),
    ("{\(head)}", "has no status"), (#"{\#(head),"status":null}"#, "has no status"),
    (#"{\#(head),"status":{}}"#, "neither a token nor a client certificate"),
    (#"{\#(head),"status":{"token":""}}"#, "neither a token nor a client certificate"),
    (#"{\#(head),"status":{"clientCertificateData":"c"}}"#, "without a key"),
    (#"{\#(head),"status":{"token":"t","clientKeyData":"k"}}"#, "a key without a certificate"),
    (#"{\#(head),"status":{"clientCertificateData":"c","clientKeyData":"k"}}"#, "no PEM certificate"),
    (#"{\#(head),"status":{"token":"t\nX: y"}}"#, "no bearer token"),
    (#"{\#(head),"status":{"token":"t","expirationTimestamp":"tomorrow"}}"#, "no RFC 3339 time"),
    (#"{\#(head),"status":{"token":["s3cret"]}}"#, "status.token"), (#"{\#(head),"status":[]}"#, "status"),
    ("{\"a\":" + String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000) + "}", "not valid JSON"),
  ])
  func whatIsNoCredentialIsRefused(_ text: String, _ part: String) throws {
    let error = try #require(throws: KubernetesError.self) { try read(text) }
    #expect(error.code == .credentials)
    #expect(error.message.contains(part), "\(error.message)")
    #expect(error.message.contains("\"plugin\"") && !error.message.contains("s3cret"))
  }
}
