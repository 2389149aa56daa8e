import Foundation
import Testing

@testable import kubegen

@Suite("Modules that are made of several documents")
struct ModuleTests {
  private func definition(
    _ group: String, _ kind: String, versions: [String] = ["v1"], property: String = "a"
  ) -> String {
    let schema = "{type: object, properties: {spec: {type: object, properties: {\(property): {type: string}}}}}"
    let served = versions.map { "{name: \($0), served: true, schema: {openAPIV3Schema: \(schema)}}" }
    return """
      kind: CustomResourceDefinition
      spec:
        group: \(group)
        scope: Namespaced
        names: {plural: \(kind.lowercased())s, kind: \(kind)}
        versions: [\(served.joined(separator: ", "))]
      """
  }

  /// The schema that `kubegen import --crd` writes.
  private func imported(_ documents: [String], module: String? = nil) throws -> Schema {
    let file = FileManager.default.temporaryDirectory.appending(path: "kubegen-\(UUID().uuidString).yaml")
    try Data(documents.joined(separator: "\n---\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try Import.documents(crd: [file.path], module: module)
  }

  @Test("groups whose names begin alike have modules of their own")
  func groups() throws {
    let schema = try imported([
      definition("operator.example.com", "Widget"), definition("operator.example.org", "Gadget"),
    ])
    #expect(schema.modules.map(\.name).sorted() == ["OperatorExampleComV1", "OperatorExampleOrgV1"])
    for module in schema.modules {
      #expect(module.resources.count == 1)
      let elements = Set(module.types.flatMap(\.fields).compactMap(\.element))
      #expect(elements.allSatisfy { $0.hasPrefix("MetaV1.") || schema.type($0) != nil })
      #expect(elements.contains { $0.hasPrefix("\(module.name).") })
    }
  }

  @Test("the kinds of one group and version are one module")
  func joined() throws {
    let schema = try imported([definition("example.com", "Widget"), definition("example.com", "Gadget")])
    #expect(schema.modules.map(\.name) == ["ExampleV1"])
    #expect(schema.modules[0].resources.map(\.kind).sorted() == ["Gadget", "Widget"])
    // One that is given twice is there once.
    let twice = try imported([definition("example.com", "Widget"), definition("example.com", "Widget")])
    #expect(twice.modules[0].types.map(\.name) == ["Widget", "WidgetList", "WidgetSpec"])
    #expect(twice.modules[0].resources.count == 1)
  }

  @Test("what cannot be one module is refused")
  func refused() {
    #expect(throws: SchemaError.self) {
      try imported([definition("example.com", "Widget", versions: ["v1", "v1beta1"])], module: "Example")
    }
    #expect(throws: SchemaError.self) {
      try imported([definition("example.com", "Widget"), definition("example.org", "Gadget")], module: "Example")
    }
    #expect(throws: SchemaError.self) {
      try imported([definition("example.com", "Widget"), definition("example.com", "Widget", property: "b")])
    }
  }
}
