import Foundation
import KubernetesCore
import KubernetesModels
import Testing

@Suite("Models are values")
struct StorageTests {
  private let pod = CoreV1.Pod(
    metadata: MetaV1.ObjectMeta(name: "web", namespace: "default", labels: ["app": "web"]),
    spec: CoreV1.PodSpec(
      containers: [
        CoreV1.Container(
          name: "c", image: "nginx", ports: [CoreV1.ContainerPort(containerPort: 80)],
          resources: CoreV1.ResourceRequirements(limits: ["cpu": "500m"]),
          livenessProbe: CoreV1.Probe(httpGet: CoreV1.HTTPGetAction(path: "/", port: 80)))
      ], nodeName: "node"))

  @Test("a copy does not change with its original")
  func copies() {
    var copy = pod
    copy.metadata.labels["app"] = "other"
    copy.spec?.containers[0].image = "apache"
    copy.spec?.containers[0].livenessProbe?.httpGet?.path = "/health"
    copy.spec?.containers[0].resources?.limits["memory"] = "1Gi"
    #expect(pod.metadata.labels == ["app": "web"])
    #expect(pod.spec?.containers[0].image == "nginx")
    #expect(pod.spec?.containers[0].livenessProbe?.httpGet?.path == "/")
    #expect(pod.spec?.containers[0].resources?.limits == ["cpu": "500m"])
    #expect(copy.spec?.containers[0].livenessProbe?.httpGet?.path == "/health")
    #expect(copy.spec?.containers[0].resources?.limits.count == 2)
    #expect(copy != pod)
  }

  @Test("equal values have equal hashes, however they came about")
  func equality() throws {
    let read = try CoreV1.Pod(wire: pod.encoded(format: .json), format: .json, context: DecodingContext())
    #expect(read == pod)
    #expect(read.hashValue == pod.hashValue)
    var changed = read
    changed.spec?.nodeName = nil
    #expect(changed != pod)
    changed.spec?.nodeName = "node"
    #expect(changed == pod)
  }

  @Test("empty values share and can be written to")
  func emptyValues() {
    var a = CoreV1.Pod()
    let b = CoreV1.Pod()
    a.metadata.name = "a"
    #expect(b.metadata.name == nil)
    #expect(b == CoreV1.Pod())
    #expect(a.metadata.name == "a")
    a.metadata.name = nil
    #expect(a.metadata == MetaV1.ObjectMeta())
  }

  @Test("nested values can be set and removed")
  func nested() {
    var probe = CoreV1.Probe()
    probe.httpGet = CoreV1.HTTPGetAction(path: "/a")
    probe.httpGet?.path = "/b"
    #expect(probe.httpGet?.path == "/b")
    probe.httpGet = nil
    #expect(probe == CoreV1.Probe())
  }

  @Test("values go through Codable")
  func codable() throws {
    let data = try JSONEncoder().encode(pod)
    #expect(try JSONDecoder().decode(CoreV1.Pod.self, from: data) == pod)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(CoreV1.Pod.self, from: Data(#"{"kind":"Node"}"#.utf8))
    }
  }

  @Test("what is not set is not written")
  func absence() throws {
    let text = try String(
      decoding: CoreV1.Pod(spec: CoreV1.PodSpec(nodeName: "n")).wireBytes(format: .json), as: UTF8.self)
    #expect(text == #"{"kind":"Pod","apiVersion":"v1","spec":{"nodeName":"n"}}"#)
  }

  @Test("unknown fields are kept and written back", arguments: [true, false])
  func unknownJSON(_ nested: Bool) throws {
    let text = #"{"kind":"Pod","apiVersion":"v1","spec":{"nodeName":"n","new":{"a":[1,2]},"other":null},"top":"x"}"#
    let pod = try CoreV1.Pod(wire: Bytes(text), format: .json, context: DecodingContext())
    #expect(pod.unknownFields?.memberNames == ["top"])
    #expect(try pod.spec?.unknownFields?.member("new")?.value() == ["a": [1, 2]])
    #expect(try JSONValue(json: pod.encoded(format: .json)) == JSONValue(json: text))
    var other = pod
    other.spec?.unknownFields = nil
    #expect(other != pod)
  }

  @Test("unknown Protobuf fields are kept and written back, also in embedded structs")
  func unknownProtobuf() throws {
    // Volume { name = 1, volumeSource = 2 { 63: "abc" }, 100: 5 }
    let message: [UInt8] =
      [0x0A, 0x01, 0x76] + [0x12, 0x06, 0xFA, 0x03, 0x03, 0x61, 0x62, 0x63] + [0xA0, 0x06, 0x05]
    let spec = [0x0A, UInt8(message.count)] + message
    let pod = try CoreV1.Pod(
      wire: Bytes([0x12, UInt8(spec.count)] + spec), format: .protobuf, context: DecodingContext())
    #expect(pod.spec?.volumes.first?.name == "v")
    let copy = try CoreV1.Pod(wire: pod.encoded(format: .protobuf), format: .protobuf, context: DecodingContext())
    #expect(copy == pod)
    #expect(copy.spec?.volumes.first?.unknownFields != nil)
  }

  @Test("metadata in which nothing is set are none")
  func emptyMetadata() throws {
    func check<T: Model>(_ a: T, _ b: T) {
      #expect(a == b && b == a)
      #expect(a.hashValue == b.hashValue)
    }
    check(CoreV1.Pod(metadata: MetaV1.ObjectMeta(labels: [:])), CoreV1.Pod())
    check(try CoreV1.Pod(wire: Bytes(#"{"metadata":{}}"#), format: .json, context: DecodingContext()), CoreV1.Pod())
    check(
      try CoreV1.PodList(wire: Bytes(#"{"metadata":{}}"#), format: .json, context: DecodingContext()),
      CoreV1.PodList())
    var pod = CoreV1.Pod()
    pod.metadata.name = "x"
    pod.metadata.name = nil
    check(pod, CoreV1.Pod())
    // Elsewhere present and empty is not absent.
    #expect(CoreV1.Pod(spec: CoreV1.PodSpec()) != CoreV1.Pod())
  }

  @Test("texts and names are equal when their bytes are")
  func spellings() {
    let (one, two) = ("e\u{301}", "\u{E9}")
    func map(_ data: [String: String]) -> CoreV1.ConfigMap { CoreV1.ConfigMap(data: data) }
    #expect(map(["key": one]) != map(["key": two]))
    #expect(map([one: "1"]) != map([two: "1"]))
    #expect(map([one: one]) == map([one: one]))
    #expect(MetaV1.ObjectMeta(name: one) != MetaV1.ObjectMeta(name: two))
    #expect(MetaV1.ObjectMeta(finalizers: [one]) != MetaV1.ObjectMeta(finalizers: [two]))
    #expect(CoreV1.HTTPGetAction(port: .string(one)) != CoreV1.HTTPGetAction(port: .string(two)))
    #expect(
      AuthenticationV1.UserInfo(extra: ["k": [one]]) != AuthenticationV1.UserInfo(extra: ["k": [two]]))
    #expect(
      CoreV1.ResourceRequirements(limits: [one: "1"]) != CoreV1.ResourceRequirements(limits: [two: "1"]))
  }

  @Test("a list has its items, also when there are none")
  func emptyLists() throws {
    let text = String(decoding: try CoreV1.PodList().wireBytes(format: .json), as: UTF8.self)
    #expect(text == #"{"kind":"PodList","apiVersion":"v1","items":[]}"#)
    #expect(try UnstructuredList(wire: Bytes(text), format: .json, context: DecodingContext()).items.isEmpty)
    // The server's own types take absence for emptiness.
    #expect(try CoreV1.PodSpec().wireBytes(format: .json) == Array("{}".utf8))
  }

  @Test("a quantity that the server always writes is there in both formats")
  func writtenZero() throws {
    let text = #"{"resource":"limits.cpu","divisor":"0"}"#
    let selector = try CoreV1.ResourceFieldSelector(wire: Bytes(text), format: .json, context: DecodingContext())
    #expect(selector.divisor == "0")
    let bytes = try selector.encoded(format: .protobuf)
    let read = try CoreV1.ResourceFieldSelector(wire: bytes, format: .protobuf, context: DecodingContext())
    #expect(read == selector)
    #expect(read.hashValue == selector.hashValue)
  }

  @Test("spaces around a quantity are ignored, in whatever it is written")
  func spacedQuantities() throws {
    let text = #"{"limits":{"cpu":" 500m","memory":"1Gi\t"}}"#
    let resources = try CoreV1.ResourceRequirements(wire: Bytes(text), format: .json, context: DecodingContext())
    #expect(resources.limits == ["cpu": "500m", "memory": "1Gi"])
    #expect(try JSONDecoder().decode(CoreV1.ResourceRequirements.self, from: Data(text.utf8)) == resources)
    #expect(resources.limits["cpu"]?.description == "500m")
  }

  @Test("storage of one type is not taken for that of another")
  func foreignStorage() async {
    await #expect(processExitsWith: .failure) {
      _ = CoreV1.Pod(modelStorage: CoreV1.Node().modelStorage)
    }
    #expect(CoreV1.Pod(modelStorage: pod.modelStorage) == pod)
  }
}
