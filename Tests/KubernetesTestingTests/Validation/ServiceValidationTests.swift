import Testing

@testable import KubernetesTesting

@Suite("Rules for services")
struct ServiceValidationTests {
  let client = TestClient()
  private static let path = "/api/v1/namespaces/default/services"

  private func create(_ spec: String) async throws -> TestClient.Answer {
    try await client.post(
      Self.path, #"{"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":\#(spec)}"#)
  }

  @Test(arguments: [
    ("{}", "spec.ports: Required value"),
    (
      #"{"ports":[{"port":80,"targetPort":70000}]}"#,
      "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive"
    ),
    (
      #"{"ports":[{"port":80,"nodePort":30080}]}"#,
      "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"
    ),
    (#"{"type":"ExternalName"}"#, "spec.externalName: Required value"),
    (
      #"{"ports":[{"port":80}],"externalIPs":["127.0.0.1"]}"#,
      #"spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)"#
    ),
  ])
  func namesWhatIsWrong(spec: String, problem: String) async throws {
    let answer = try await create(spec)
    #expect(answer.message?.hasSuffix(problem) == true, "\(answer.message ?? "")")
  }

  @Test func headlessServicesNeedNoPorts() async throws {
    #expect(try await create(#"{"clusterIP":"None"}"#).status == 201)
  }

  @Test func theAddressStays() async throws {
    _ = try await create(#"{"ports":[{"port":80}]}"#)
    let answer = try await client.patch(
      Self.path + "/s", "application/merge-patch+json", #"{"spec":{"clusterIP":"10.96.9.9"}}"#)
    #expect(answer.message?.contains("may not change once set") == true)
  }

  @Test(arguments: ["10.0.0.1", "::1", "2001:db8::1", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8"])
  func readsAddresses(text: String) { #expect(AddressRules.isAddress(text)) }

  @Test(arguments: ["", "10.0.0", "10.0.0.256", "10.0.0.01", "1::2::3", "1:2:3", "12345::", ":", "a.b.c.d"])
  func refusesWhatIsNoAddress(text: String) { #expect(!AddressRules.isAddress(text)) }
}
