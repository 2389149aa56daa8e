import HTTPTypes
import Testing

@testable import KubernetesClient

@Suite("Impersonation headers")
struct ImpersonationTests {
  @Test func everyPartBecomesAField() {
    var headers = HTTPFields()
    Impersonation(user: "jane", uid: "7", groups: ["a", "b"], extra: ["Scopes/x%": ["1", "2"]]).apply(to: &headers)
    let text = headers.map { "\($0.name): \($0.value)" }
    #expect(
      text == [
        "Impersonate-User: jane", "Impersonate-Uid: 7", "Impersonate-Group: a", "Impersonate-Group: b",
        "Impersonate-Extra-Scopes%2Fx%25: 1", "Impersonate-Extra-Scopes%2Fx%25: 2",
      ])
  }

  @Test func fieldsThatAreThereStay() {
    var headers: HTTPFields = [HTTPField.Name("Impersonate-User")!: "already"]  // a valid name
    Impersonation(user: "jane").apply(to: &headers)
    #expect(headers.count == 1)
  }
}
