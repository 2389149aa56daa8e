import KubernetesCore
import Testing

@Suite("Members and elements of values")
struct JSONValueAccessTests {
  let pod: JSONValue = ["metadata": ["name": "a"], "spec": ["containers": [["name": "c", "ports": [80]]]]]

  @Test("reading by name, index and path")
  func reading() {
    #expect(pod["metadata"]?["name"]?.string == "a")
    #expect(pod.value(at: ["spec", "containers", 0, "ports", 0])?.integer == 80)
    #expect(pod.value(at: ["spec", "containers", 1]) == nil)
    #expect(pod.value(at: ["spec", "containers", -1]) == nil)
    #expect(pod["metadata"]?[0] == nil)
    #expect(pod.value(at: ["metadata", "name", "x"]) == nil)
  }

  @Test("setting makes what is missing on the way")
  func setting() throws {
    var value = pod
    try value.set("v", at: ["metadata", "labels", "app"])
    try value.set(81, at: ["spec", "containers", 0, "ports", 1])
    #expect(value.value(at: ["metadata", "labels"]) == ["app": "v"])
    #expect(value.value(at: ["spec", "containers", 0, "ports"]) == [80, 81])
    try value.set(nil, at: ["metadata", "labels", "app"])
    try value.set(nil, at: ["spec", "containers", 0, "ports", 0])
    try value.set(nil, at: ["nothing", "here"])
    #expect(value.value(at: ["metadata", "labels"]) == [:])
    #expect(value.value(at: ["spec", "containers", 0, "ports"]) == [81])
    #expect(value["nothing"] == nil)
  }

  @Test("a path that leads through something else changes nothing")
  func wrongPaths() {
    for (path, code) in [
      (["metadata", "name", "x"], .typeMismatch), (["spec", "containers", 3], .outOfRange),
      (["metadata", 0], .typeMismatch),
      (["spec", "containers", "x"], .typeMismatch),
    ] as [([JSONPathElement], WireError.Code)] {
      var value = pod
      let error = #expect(throws: WireError.self) { try value.set(1, at: path) }
      #expect(error?.code == code)
      #expect(value == pod)
    }
  }

  @Test("subscripts write members")
  func subscripts() {
    var value = JSONValue.null
    value["b"] = 1
    value["a"] = 2
    value["b"] = nil
    #expect(value == ["a": 2])
    var object: JSONObject = ["x": [:]]
    object["x", default: .null]["y"] = 1
    object["n", default: []] = [1]
    #expect(JSONValue.object(object) == ["x": ["y": 1], "n": [1]])
  }

  @Test("order of insertion does not count")
  func equality() {
    let a: JSONObject = ["x": 1, "y": 2]
    let b: JSONObject = ["y": 2, "x": 1]
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(JSONValue.integer(1) != .number(1))
  }

  @Test("an element can be set and removed, where there is one")
  func elements() {
    var value = pod
    value["spec"]?["containers"]?[0]?["image"] = "i"
    #expect(value.value(at: ["spec", "containers", 0, "image"]) == "i")
    var list: JSONValue = [1, 2]
    list[1] = 3
    list[2] = 4
    list[-1] = 4
    #expect(list == [1, 3])
    list[0] = nil
    #expect(list == [3])
    var other: JSONValue = "text"
    other[0] = 1
    #expect(other == "text")
  }

  @Test("texts and names are equal when their bytes are")
  func spellings() {
    #expect(JSONValue.string("e\u{301}") != "\u{E9}")
    #expect(JSONValue.string("\u{E9}") == "\u{E9}")
    #expect(JSONValue.array(["e\u{301}"]) != ["\u{E9}"])
    #expect(JSONValue.object(["e\u{301}": 1]) != ["\u{E9}": 1])
    let long = String(repeating: "\u{E9}", count: 20)
    #expect(JSONValue.string(long) == .string(String(decoding: Array(long.utf8), as: UTF8.self)))
  }
}
