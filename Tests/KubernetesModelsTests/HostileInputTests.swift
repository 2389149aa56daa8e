import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@Suite("Hostile input is refused, and never a trap")
struct HostileInputTests {
  private func decode(
    _ bytes: Bytes, _ format: WireFormat, _ context: DecodingContext = DecodingContext()
  ) throws
    -> CoreV1.PodList
  {
    try CoreV1.PodList(wire: bytes, format: format, context: context)
  }

  /// One pod: small enough to damage at every byte.
  private func small(_ format: WireFormat) throws -> Bytes {
    var list = try decode(Fixture.bytes("pods-100.json"), .json)
    list.items.removeSubrange(1...)
    list.items[0].metadata.managedFields = []
    return try list.encoded(format: format)
  }

  @Test("truncated at every byte", arguments: WireFormat.allCases)
  func truncation(_ format: WireFormat) throws {
    let bytes = try small(format)
    let context = DecodingContext()
    for end in 0..<bytes.count where format == .json || end > 4 {
      let error = #expect(throws: WireError.self) { try decode(bytes[0..<end], format, context) }
      #expect((error?.offset ?? 0) <= end)
    }
  }

  @Test("damaged at every byte", arguments: WireFormat.allCases)
  func damage(_ format: WireFormat) throws {
    let bytes = try small(format)
    let array = bytes.array
    let context = DecodingContext()
    var read = 0
    for index in 0..<array.count {
      for byte in [0x00, 0x7F, 0x80, 0xFF, array[index] ^ 0x01, array[index] &+ 8] as [UInt8] {
        var damaged = array
        damaged[index] = byte
        guard let list = try? decode(Bytes(damaged), format, context) else { continue }
        // What is accepted can be used.
        _ = list.hashValue
        if index % 64 == 0 { #expect(try !list.encoded(format: format).isEmpty) }
        read += 1
      }
    }
    #expect(read > 0)
  }

  @Test(
    "wrong types name path and offset",
    arguments: [
      (#"{"spec":{"containers":[{"name":1}]}}"#, "spec.containers[0].name"),
      (#"{"spec":{"containers":{}}}"#, "spec.containers"), (#"{"spec":[]}"#, "spec"),
      (#"{"metadata":"x"}"#, "metadata"),
      (#"{"metadata":{"labels":["a"]}}"#, "metadata.labels"),
      (#"{"metadata":{"labels":{"a":1}}}"#, "metadata.labels.a"),
      (#"{"spec":{"hostNetwork":"yes"}}"#, "spec.hostNetwork"), (#"{"spec":{"priority":1.5}}"#, "spec.priority"),
    ])
  func wrongTypes(_ text: String, _ path: String) {
    let error = #expect(throws: WireError.self) {
      try CoreV1.Pod(wire: Bytes(text), format: .json, context: DecodingContext())
    }
    #expect(error?.code == .typeMismatch)
    #expect(error?.path == path)
  }

  @Test(
    "numbers, times, quantities and base64 out of their range",
    arguments: [
      #"{"spec":{"priority":2147483648}}"#, #"{"spec":{"activeDeadlineSeconds":9223372036854775808}}"#,
      #"{"metadata":{"creationTimestamp":"yesterday"}}"#, #"{"metadata":{"creationTimestamp":"2024-02-30T00:00:00Z"}}"#,
      #"{"spec":{"containers":[{"resources":{"limits":{"cpu":"many"}}}]}}"#, #"{"spec":{"priority":NaN}}"#,
    ])
  func outOfRange(_ text: String) {
    #expect(throws: WireError.self) { try CoreV1.Pod(wire: Bytes(text), format: .json, context: DecodingContext()) }
  }

  @Test("base64 is checked", arguments: ["a", "ab", "abc", "a===", "ab=c", "!!!!", "YQ", "YQ=", "YWI"])
  func base64(_ text: String) throws {
    #expect(throws: WireError.self) {
      try CoreV1.Secret(wire: Bytes(#"{"data":{"k":"\#(text)"}}"#), format: .json, context: DecodingContext())
    }
    let secret = try CoreV1.Secret(
      wire: Bytes(#"{"data":{"a":"","b":"YQ==","c":"YWI=","d":"YWJj"}}"#), format: .json, context: DecodingContext())
    #expect(secret.data == ["a": [], "b": [0x61], "c": [0x61, 0x62], "d": [0x61, 0x62, 0x63]])
  }

  @Test("of members with one name the last one counts, and nothing leaks")
  func duplicates() throws {
    let text = #"""
      {"metadata":{"name":"a","labels":{"x":"1","x":"2"}},"metadata":{"name":"b"},
       "spec":{"containers":[{"name":"a long enough name"}],"containers":[],"nodeName":"n","nodeName":null,
       "volumes":[{"name":"v1-with-a-longer-name"}],"volumes":[{"name":"v1-with-a-longer-name"}]}}
      """#
    let pod = try CoreV1.Pod(wire: Bytes(text), format: .json, context: DecodingContext())
    #expect(pod.metadata.name == "b")
    #expect(pod.metadata.labels.isEmpty)
    #expect(pod.spec?.containers.isEmpty == true)
    #expect(pod.spec?.nodeName == nil)
    #expect(pod.spec?.volumes.count == 1)
  }

  @Test("deep nesting, in known and in unknown fields")
  func depth() {
    let depth = 100_000
    let unknown = #"{"x":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    let schema =
      #"{"spec":{"versions":[{"schema":{"openAPIV3Schema":"# + String(repeating: #"{"not":"#, count: depth) + "{}"
      + String(repeating: "}", count: depth) + "}}]}}"
    for text in [unknown, schema] {
      let error = #expect(throws: WireError.self) {
        try ApiextensionsV1.CustomResourceDefinition(wire: Bytes(text), format: .json, context: DecodingContext())
      }
      #expect(error?.code == .tooDeep)
    }
  }

  @Test(
    "Protobuf with impossible lengths, numbers and wire types",
    arguments: [
      [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0x00, 0x00], [0x08, 0x01], [0x0B],
      [0x0F],
      [0x12, 0x02, 0x0A, 0x7F], [0x12, 0x03, 0x0A, 0x01], [0x0A, 0x03, 0x0A, 0x01, 0xFF], [0xFA, 0x07],
      [0xF9, 0x07, 1, 2],
    ] as [[UInt8]])
  func protobuf(_ bytes: [UInt8]) {
    #expect(throws: WireError.self) {
      try CoreV1.Pod(wire: Bytes(bytes), format: .protobuf, context: DecodingContext())
    }
  }

  @Test("an envelope whose last byte is a tag is refused", arguments: [0x0A, 0x12, 0x1A, 0x22] as [UInt8])
  func envelopeEndingInATag(_ tag: UInt8) {
    for contents in [[], [0x12, 0x00]] as [[UInt8]] {
      let bytes = Bytes([0x6B, 0x38, 0x73, 0x00] + contents + [tag])
      #expect(throws: WireError.self) {
        try CoreV1.Pod(wire: bytes, format: .protobuf, context: DecodingContext())
      }
    }
  }

  @Test(
    "raw JSON within Protobuf ends where its field does",
    arguments: ["5", "true", "null", "{}", "[1]", "\"x\"", "-1e3"])
  func rawJSON(_ text: String) throws {
    // Behind the field stands one whose tag could be a digit or a space of JSON.
    let value = try RawJSON(JSONValue(json: text))
    let revision = AppsV1.ControllerRevision(metadata: MetaV1.ObjectMeta(name: "r"), data: value, revision: 7)
    let bytes = try revision.encoded(format: .protobuf)
    #expect(try AppsV1.ControllerRevision(wire: bytes, format: .protobuf, context: DecodingContext()) == revision)
    for broken in ["{", "[1", "\"", "1 2", "tru", "{}}", "\"\\\""] {
      let data = Array(broken.utf8)
      let field = [0x0A, UInt8(data.count)] + data
      let message = Bytes([0x12, UInt8(field.count)] + field + [0x18, 0x07])
      #expect(throws: WireError.self, "\(broken)") {
        try AppsV1.ControllerRevision(wire: message, format: .protobuf, context: DecodingContext())
      }
    }
  }

  @Test("Protobuf fields in parts are joined")
  func merging() throws {
    let a = try CoreV1.Pod(
      metadata: MetaV1.ObjectMeta(name: "a", labels: ["x": "1"]),
      spec: CoreV1.PodSpec(volumes: [CoreV1.Volume(name: "v")])
    ).encoded(format: .protobuf)
    let b = try CoreV1.Pod(
      metadata: MetaV1.ObjectMeta(namespace: "n", labels: ["y": "2"]), spec: CoreV1.PodSpec(nodeName: "m")
    ).encoded(format: .protobuf)
    func message(_ bytes: Bytes) -> ArraySlice<UInt8> {
      let array = bytes.array
      // magic, type metadata, tag and length of the object
      let start = 4 + 2 + Int(array[5]) + 2
      return array[start..<(start + Int(array[start - 1]))]
    }
    let joined = Bytes(Array(message(a)) + Array(message(b)))
    let pod = try CoreV1.Pod(wire: joined, format: .protobuf, context: DecodingContext())
    #expect(pod.metadata.name == "a")
    #expect(pod.metadata.namespace == "n")
    #expect(pod.metadata.labels == ["x": "1", "y": "2"])
    #expect(pod.spec?.nodeName == "m")
    #expect(pod.spec?.volumes.count == 1)
  }
}
