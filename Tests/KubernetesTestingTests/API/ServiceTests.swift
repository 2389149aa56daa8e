import Testing

@testable import KubernetesTesting

@Suite("Services")
struct ServiceTests {
  let client = TestClient()
  private static let path = "/api/v1/namespaces/default/services"

  private func service(_ name: String, _ spec: String) -> String {
    #"{"kind":"Service","apiVersion":"v1","metadata":{"name":"\#(name)"},"spec":\#(spec)}"#
  }

  private func create(_ name: String, _ spec: String) async throws -> TestClient.Answer {
    try await client.post(Self.path, service(name, spec))
  }

  private func change(_ name: String, _ spec: String) async throws -> TestClient.Answer {
    try await client.patch("\(Self.path)/\(name)", ThingDefinition.merge, #"{"spec":\#(spec)}"#)
  }

  private func ports(_ answer: TestClient.Answer) -> [Int64?] {
    (answer.json["spec"]?["ports"]?.array ?? []).map { $0["nodePort"]?.int }
  }

  @Test func changeTheirType() async throws {
    let first = try await create("s", #"{"ports":[{"port":80}]}"#)
    let address = first.json["spec"]?["clusterIP"]
    let node = try await change("s", #"{"type":"NodePort"}"#)
    #expect(ports(node).first.map { (30_000...32_767).contains($0 ?? 0) } == true)
    #expect(node.json["spec"]?["clusterIP"] == address)
    let balancer = try await change("s", #"{"type":"LoadBalancer","externalTrafficPolicy":"Local"}"#)
    #expect(ports(balancer) == ports(node))
    #expect(balancer.json["spec"]?["healthCheckNodePort"]?.int != nil)
    let plain = try await change("s", #"{"type":"ClusterIP"}"#)
    #expect(plain.status == 200, "\(plain.message ?? "")")
    #expect(ports(plain) == [nil])
    for key in ["externalTrafficPolicy", "healthCheckNodePort", "allocateLoadBalancerNodePorts"] {
      #expect(plain.json["spec"]?[key] == nil)
    }
    let external = try await change("s", #"{"type":"ExternalName","externalName":"a.example.com"}"#)
    #expect(external.status == 200, "\(external.message ?? "")")
    #expect(external.json["spec"]?["clusterIP"] == nil)
    let again = try await change("s", #"{"type":"ClusterIP","externalName":null}"#)
    #expect(again.json["spec"]?["clusterIPs"]?.array?.count == 1)
  }

  @Test func keepThePortsThatAnUpdateDoesNotName() async throws {
    let first = try await create("s", #"{"type":"NodePort","ports":[{"name":"a","port":80}]}"#)
    let second = try await change("s", #"{"ports":[{"name":"b","port":81},{"name":"a","port":80}]}"#)
    #expect(ports(second)[1] == ports(first)[0])
    #expect(Set(ports(second)).count == 2)
    #expect(!ports(second).contains(nil))
  }

  @Test func haveWhatNoOtherHas() async throws {
    let first = try await create("a", #"{"type":"NodePort","ports":[{"port":80,"nodePort":31000}]}"#)
    let address = first.json["spec"]?["clusterIP"]?.string ?? ""
    let port = try await create("b", #"{"type":"NodePort","ports":[{"port":80,"nodePort":31000}]}"#)
    #expect(
      port.message
        == "Service \"b\" is invalid: spec.ports[0].nodePort: Invalid value: 31000: provided port is already allocated")
    let taken = try await create("b", #"{"clusterIP":"\#(address)","ports":[{"port":80}]}"#)
    #expect(taken.status == 422)
    #expect(taken.message?.hasSuffix("failed to allocate IP \(address): provided IP is already allocated") == true)
    #expect(
      try await create("b", #"{"type":"NodePort","ports":[{"port":80,"nodePort":80}]}"#).message?.contains(
        "not in the valid range") == true)
    // A change to itself is none.
    #expect(try await change("a", #"{"ports":[{"port":81,"nodePort":31000}]}"#).status == 200)
    _ = try await client.delete(Self.path + "/a")
    #expect(
      try await create("b", #"{"type":"NodePort","clusterIP":"\#(address)","ports":[{"port":80,"nodePort":31000}]}"#)
        .status == 201)
  }

  @Test func getAddressesThatAreFree() async throws {
    // The next addresses in line are taken already.
    for number in 40..<90 {
      _ = try await create("taken-\(number)", #"{"clusterIP":"10.96.0.\#(number)","ports":[{"port":80}]}"#)
    }
    var seen = Set((40..<90).map { "10.96.0.\($0)" })
    for number in 0..<20 {
      let address = try await create("s\(number)", #"{"ports":[{"port":80}]}"#).json["spec"]?["clusterIP"]?.string
      #expect(seen.insert(address ?? "").inserted, "\(address ?? "")")
    }
  }

  @Test func areMadeByAnUpdate() async throws {
    #expect(try await client.put(Self.path + "/s", service("s", #"{"ports":[{"port":80}]}"#)).status == 201)
  }
}
