import HTTPTypes
import Testing

@testable import KubernetesTesting

@Suite("Who may do what")
struct AccessTests {
  private struct OnlyReading: RequestAuthorization {
    func refusal(of attributes: RequestAttributes) async -> String? {
      if attributes.user.groups.contains("system:masters") { return nil }
      return ["get", "list", "watch"].contains(attributes.verb) ? nil : ""
    }
  }

  let client = TestClient { configuration in
    configuration.authentication = Authentication(tokens: [
      "admin": .administrator, "reader": UserInfo(name: "reader", groups: ["readers"]),
    ])
    configuration.authorizer = OnlyReading()
  }

  private func call(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, _ fields: HTTPFields
  ) async throws -> TestClient.Answer {
    try await client.call(method, path, body, fields)
  }

  @Test func refusesStrangers() async throws {
    let answer = try await client.get(TestClient.configMaps)
    #expect(answer.status == 401)
    #expect(
      answer.json == [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": "Unauthorized",
        "reason": "Unauthorized", "code": 401,
      ])
    #expect(try await client.get(TestClient.configMaps, [.authorization: "Bearer wrong"]).status == 401)
  }

  @Test func asksTheAuthorizer() async throws {
    let reader: HTTPFields = [.authorization: "Bearer reader"]
    #expect(try await client.get(TestClient.configMaps, reader).status == 200)
    let answer = try await client.call(.delete, TestClient.configMaps + "/a", nil, reader)
    #expect(answer.status == 403)
    #expect(
      answer.message
        == "configmaps \"a\" is forbidden: User \"reader\" cannot delete resource \"configmaps\" in API group \"\" in the namespace \"default\""
    )
    #expect(answer.json["details"] == ["name": "a", "kind": "configmaps"])
  }

  /// Lets `admin` impersonate users, and nothing else of them.
  private struct OnlyUsers: RequestAuthorization {
    func refusal(of attributes: RequestAttributes) async -> String? {
      if attributes.verb == "impersonate" { return attributes.resource == "users" ? nil : "no" }
      return attributes.user.extra["scopes"] == ["none"] ? "scope" : nil
    }
  }

  @Test func asksForEverythingThatIsImpersonated() async throws {
    let client = TestClient { $0.authorizer = OnlyUsers() }
    #expect(try await client.get("/version", [.impersonateUser: "x"]).status == 200)
    let uid = try await client.get("/version", [.impersonateUser: "x", .impersonateUID: "1"])
    #expect(
      uid.message
        == "uids.authentication.k8s.io \"1\" is forbidden: User \"\(UserInfo.administrator.name)\" cannot impersonate resource \"uids\" in API group \"authentication.k8s.io\" at the cluster scope: no"
    )
    let name = try #require(HTTPField.Name("Impersonate-Extra-Scopes"))
    let extra = try await client.get("/version", [.impersonateUser: "x", name: "view"])
    #expect(extra.status == 403)
    #expect(extra.message?.contains("\"userextras/scopes\"") == true)
  }

  @Test func reviewsHandOverTheExtraOfAUser() async throws {
    let client = TestClient { $0.authorizer = OnlyUsers() }
    let review = try await client.post(
      "/apis/authorization.k8s.io/v1/subjectaccessreviews",
      #"{"kind":"SubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"user":"x","extra":{"scopes":["none"]},"resourceAttributes":{"verb":"get","resource":"pods"}}}"#
    )
    #expect(review.json["status"] == ["allowed": false, "reason": "scope"])
  }

  @Test func saysOnlyTheRulesThatItKnows() async throws {
    func rules(_ client: TestClient) async throws -> JSON? {
      try await client.post(
        "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        #"{"kind":"SelfSubjectRulesReview","apiVersion":"authorization.k8s.io/v1","spec":{"namespace":"default"}}"#
      ).json["status"]
    }
    let all = try await rules(TestClient())
    #expect(all?["incomplete"] == false)
    #expect(all?["resourceRules"]?.array?.count == 1)
    let some = try await rules(TestClient { $0.authorizer = OnlyUsers() })
    #expect(some?["incomplete"] == true)
    #expect(some?["resourceRules"] == [])
  }

  @Test func impersonates() async throws {
    let fields: HTTPFields = [.authorization: "Bearer admin", .impersonateUser: "reader", .impersonateGroup: "readers"]
    let review = try await client.call(
      .post, "/apis/authentication.k8s.io/v1/selfsubjectreviews",
      #"{"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"}"#, [.authorization: "Bearer admin"])
    #expect(review.json["status"]?["userInfo"]?["username"] == "kubernetes-admin")
    #expect(try await client.call(.delete, TestClient.configMaps + "/a", nil, fields).status == 403)
    #expect(
      try await client.get(TestClient.configMaps, [.authorization: "Bearer reader", .impersonateUser: "x"]).status
        == 403)
  }

  @Test func answersReviews() async throws {
    let answer = try await client.call(
      .post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      #"{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{"resourceAttributes":{"verb":"delete","resource":"pods"}}}"#,
      [.authorization: "Bearer admin", .impersonateUser: "x"])
    #expect(answer.status == 403)
  }

  @Test(arguments: ["robot", "web.robot.example"]) func makesTokens(_ name: String) async throws {
    let admin: HTTPFields = [.authorization: "Bearer admin"]
    _ = try await client.call(
      .post, "/api/v1/namespaces/default/serviceaccounts",
      #"{"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"\#(name)"}}"#, admin)
    let request = try await client.call(
      .post, "/api/v1/namespaces/default/serviceaccounts/\(name)/token",
      #"{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{}}"#, admin)
    #expect(request.status == 201)
    let token = request.json["status"]?["token"]?.string ?? ""
    let own: HTTPFields = [.authorization: "Bearer \(token)"]
    #expect(try await client.get(TestClient.configMaps, own).status == 200)
    let refused = try await client.call(.delete, TestClient.configMaps + "/a", nil, own)
    #expect(refused.message?.contains("User \"system:serviceaccount:default:\(name)\" cannot") == true)
  }
}
