import Testing

@testable import kubegen

@Suite("The text of a schema")
struct SchemaTextTests {
  private func schema(_ field: Schema.FieldDefinition) -> Schema {
    var schema = Schema(source: "test")
    schema.modules = [Schema.Module(name: "M", group: "example.com", version: "v1", hasProtobuf: false)]
    schema.modules[0].types = [Schema.TypeDefinition(name: "T", fields: [field])]
    return schema
  }

  @Test(
    "holds every text",
    arguments: [
      "%2C", "%25", "%252C", "a,b", "a b", "a\nb", "a\r\nb", "\r", "%", "%zz", "\t\u{0}é\u{7F}", "{\"a\": [1, 2]}",
    ])
  func roundTrip(_ text: String) throws {
    var field = Schema.FieldDefinition(name: "f", kind: "string")
    field.defaultValue = text
    field.allowedValues = [text, "", text + ","]
    var read = Schema(source: "test")
    try read.read(schema(field).text, name: "test")
    #expect(read.modules.first?.types.first?.fields.first == field)
  }

  @Test("an escape that is broken is refused")
  func broken() {
    #expect(throws: SchemaError.self) { try Schema.FieldDefinition(["f", "1", "string", "default=%2"]) }
  }

  @Test("names that are no names are refused")
  func names() {
    var schema = schema(Schema.FieldDefinition(name: "f", kind: "string"))
    #expect(throws: Never.self) { try schema.checkNames() }
    schema.modules[0].types[0].fields[0].name = "a\"b"
    #expect(throws: SchemaError.self) { try schema.checkNames() }
    schema.modules[0].types[0].fields = []
    schema.modules[0].types[0].name = "T {}"
    #expect(throws: SchemaError.self) { try schema.checkNames() }
    schema.modules[0].types = []
    schema.modules[0].group = "\"); evil(\""
    #expect(throws: SchemaError.self) { try schema.checkNames() }
  }
}
