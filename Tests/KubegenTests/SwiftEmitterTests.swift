import Testing

@testable import kubegen

@Suite("The Swift of a type")
struct SwiftEmitterTests {
  private func emitted(_ fields: [Schema.FieldDefinition]) -> [Substring] {
    var schema = Schema(source: "test")
    let type = Schema.TypeDefinition(name: "T", fields: fields)
    schema.modules = [Schema.Module(name: "M", group: "example.com", version: "v1", hasProtobuf: false, types: [type])]
    return SwiftEmitter(schema: schema).emit(type, in: schema.modules[0]).split(whereSeparator: \.isNewline)
  }

  @Test("no value of a schema leaves its comment")
  func comments() {
    var field = Schema.FieldDefinition(name: "f", kind: "string")
    field.allowedValues = ["a\nextension String {", "b\rextension String {", "c\r\nextension String {", "d\u{2028}x"]
    field.defaultValue = "e\nextension String {"
    let lines = emitted([field])
    #expect(lines.count { $0.contains("extension") && !$0.contains("///") } == 1)
    #expect(lines.contains { $0.contains("///") && $0.contains(#"`a\nextension"#) })
  }

  @Test("names that Swift or every model has get another form")
  func names() {
    let names = ["init", "self", "unknownFields", "a-b", "aB", "-"]
    let lines = emitted(names.map { Schema.FieldDefinition(name: $0, kind: "string") })
    let properties = lines.filter { $0.contains("public var") && $0.contains("String?") }
      .compactMap { $0.split(separator: " ").dropFirst(2).first }
    #expect(properties == ["`init`:", "self_:", "unknownFields_:", "aB_:", "aB:", "__:"])
    #expect(lines.contains { $0.hasSuffix("self.`init` = `init`") })
  }

  @Test("what a schema requires is marked, if it can be empty")
  func required() {
    var fields = ["[]string", "{}string", "string"].map { Schema.FieldDefinition(name: "f", kind: $0) }
    for index in fields.indices { fields[index].isRequired = true }
    let text = emitted(fields).joined(separator: "\n")
    #expect(text.contains("f 0 []string+;") && text.contains("f 0 {}string+;"))
    #expect(text.contains("f 0 string\\"))
  }
}
