import Foundation
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing
import Yams

@Suite("Models through the coders of others")
struct CodableBridgeTests {
  private func pods() throws -> CoreV1.PodList {
    try CoreV1.PodList(wire: Fixture.bytes("pods-100.json"), format: .json, context: DecodingContext())
  }

  @Test("a recorded list survives Foundation's coders")
  func foundation() throws {
    let pods = try pods()
    #expect(try JSONDecoder().decode(CoreV1.PodList.self, from: JSONEncoder().encode(pods)) == pods)
  }

  @Test("recorded pods survive Yams")
  func yams() throws {
    var pods = try pods()
    pods.items = Array(pods.items.prefix(10))
    let text = try YAMLEncoder().encode(pods)
    #expect(try YAMLDecoder().decode(CoreV1.PodList.self, from: text) == pods)
  }

  private func service(_ spec: String) throws -> CoreV1.ServiceSpec? {
    try YAMLDecoder().decode(CoreV1.Service.self, from: "kind: Service\napiVersion: v1\nspec: {\(spec)}").spec
  }

  @Test("an int-or-string is a number bare and a text in quotes")
  func intOrString() throws {
    #expect(try service("ports: [{port: 80, targetPort: 80}]")?.ports[0].targetPort == .int(80))
    #expect(try service(#"ports: [{port: 80, targetPort: "80"}]"#)?.ports[0].targetPort == .string("80"))
    #expect(try service("ports: [{port: 80, targetPort: '80'}]")?.ports[0].targetPort == .string("80"))
    #expect(try service("ports: [{port: 80, targetPort: http}]")?.ports[0].targetPort == .string("http"))
    #expect(try YAMLDecoder().decode([IntOrString].self, from: "[80, '80', 25%]") == [.int(80), .string("80"), "25%"])
  }

  @Test(
    "a text is a text, however it is written", arguments: ["80", "1.10", "true", "on", "12:30", "0x10", "~x", "1e3"])
  func texts(_ text: String) throws {
    for written in ["'\(text)'", "\"\(text)\"", text] {
      #expect(try service("selector: {key: \(written)}")?.selector == ["key": text], "\(written)")
      #expect(try service("clusterIP: \(written)")?.clusterIP == text, "\(written)")
    }
  }

  @Test(
    "numbers and truth values are bare", arguments: ["healthCheckNodePort: '80'", "publishNotReadyAddresses: 'true'"])
  func quotedScalars(_ field: String) throws {
    #expect(throws: (any Error).self) { try service(field) }
    let bare = try #require(try service(field.replacingOccurrences(of: "'", with: "")))
    #expect(bare.healthCheckNodePort == 80 || bare.publishNotReadyAddresses == true)
  }

  @Test("quantities and times are read as they are written")
  func values() throws {
    let pod = try YAMLDecoder().decode(
      CoreV1.Pod.self,
      from: """
        metadata: {creationTimestamp: 2026-01-02T03:04:05Z, annotations: {empty: ""}}
        spec:
          containers: [{name: c, resources: {limits: {cpu: 2, memory: 1Gi, a: "3", b: 0.5}}}]
          nodeName: ~
        future: {number: 1, text: "1"}
        """)
    #expect(pod.metadata.creationTimestamp == (try Time(parsing: "2026-01-02T03:04:05Z")))
    #expect(pod.spec?.containers[0].resources?.limits == ["cpu": 2, "memory": "1Gi", "a": 3, "b": "500m"])
    #expect(pod.spec?.nodeName == nil)
    #expect(try pod.unknownFields?.member("future")?.value() == ["number": 1, "text": "1"])
  }

  @Test("the wrong kind of value is refused with its path")
  func wrongTypes() {
    for text in [#"{"spec":{"nodeName":1}}"#, #"{"spec":{"containers":{}}}"#, #"{"spec":{"priority":"1"}}"#] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(CoreV1.Pod.self, from: Data(text.utf8)) }
    }
  }

  @Test("a document that refers to itself in depth is refused")
  func depth() {
    let depth = 1_000
    let text =
      #"{"spec":{"versions":[{"schema":{"openAPIV3Schema":"# + String(repeating: #"{"not":"#, count: depth) + "{}"
      + String(repeating: "}", count: depth) + "}}]}}"
    #expect(throws: (any Error).self) {
      try YAMLDecoder().decode(ApiextensionsV1.CustomResourceDefinition.self, from: text)
    }
  }
}
