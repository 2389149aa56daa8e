import KubernetesCore
import Testing

@testable import kubegen

@Suite("Types that are made of a schema")
struct SchemaReaderTests {
  private func types(_ spec: JSONValue) throws -> [String: Schema.TypeDefinition] {
    var reader = SchemaReader(module: "M")
    try reader.add(kind: "Widget", ["type": "object", "properties": spec])
    return Dictionary(uniqueKeysWithValues: reader.types.map { ($0.name, $0) })
  }

  private func object(_ properties: JSONValue) -> JSONValue { ["type": "object", "properties": properties] }

  @Test("of two schemas that would have one name each has its own")
  func names() throws {
    let types = try types([
      "spec": object([
        "foo": object(["barBaz": object(["a": ["type": "string"]])]),
        "fooBar": object(["baz": object(["b": ["type": "integer"]])]),
        "Foo": object(["c": ["type": "string"]]),
        "same": object(["barBaz": object(["a": ["type": "string"]])]),
      ])
    ])
    func fields(_ path: String...) throws -> [String] {
      var name = "Widget"
      for step in path {
        let element = try #require(types[name]?.fields.first { $0.name == step }?.element)
        name = String(element.dropFirst(2))
      }
      return types[name]?.fields.map(\.name) ?? []
    }
    #expect(try fields("spec", "foo", "barBaz") == ["a"])
    #expect(try fields("spec", "fooBar", "baz") == ["b"])
    #expect(try fields("spec", "Foo") == ["c"])
    #expect(try fields("spec", "same", "barBaz") == ["a"])
  }

  @Test("a property called list is not taken for the kind's list")
  func lists() throws {
    let types = try types(["list": object(["x": ["type": "string"]])])
    #expect(types["WidgetList"]?.fields.map(\.name) == ["metadata", "items"])
    #expect(types["Widget"]?.fields.last?.element == "M.WidgetList2")
    #expect(types["WidgetList2"]?.fields.map(\.name) == ["x"])
  }

  @Test("a schema that refers to itself is one type")
  func recursion() throws {
    let node = object(["next": ["$ref": "#/components/schemas/example.Node"]])
    var reader = SchemaReader(module: "M", components: ["example.Node": node])
    try reader.add(kind: "Widget", object(["spec": ["$ref": "#/components/schemas/example.Node"]]))
    #expect(reader.types.map(\.name) == ["Widget", "Node", "WidgetList"])
  }

  @Test("a name that cannot stand in a field table is refused", arguments: ["a b", "a;b", "a\"b", "a\\b", "a\nb", ""])
  func unusableNames(_ name: String) {
    #expect(throws: ImportError.self) { try types(["spec": object(.object([name: ["type": "string"]]))]) }
  }
}
