import ArgumentParser
import Foundation
import Testing

@testable import kubegen

@Suite("The folders that are written to")
struct GenerateTests {
  @Test("only what was generated earlier is removed")
  func removal() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kubegen-\(UUID().uuidString)")
    let models = folder.appending(path: "Models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: models.appending(path: name))
    }
    try write("Own.swift", "import Foundation\n\n\(GeneratedFile.header)\n")
    try write("Empty.swift", "")
    try write("Old.swift", GeneratedFile.header + "\n\nstruct Old {}\n")
    var schema = Schema(source: "test")
    schema.modules = [Schema.Module(name: "M", group: "example.com", version: "v1", hasProtobuf: false)]
    schema.modules[0].types = [Schema.TypeDefinition(name: "T", fields: [])]
    let facts = folder.appending(path: "facts.txt")
    try schema.text.write(to: facts, atomically: true, encoding: .utf8)
    let folders = ["models", "clients", "tests", "server"].flatMap { name in
      ["--\(name)", name == "models" ? models.path : folder.appending(path: name).path]
    }
    try Generate.parse([facts.path] + folders).run()
    func names(_ folder: URL) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
    #expect(try names(models) == ["Empty.swift", "M+Types.swift", "M.swift", "Own.swift"])
    // Whatever is written can be told from what was not.
    for kind in ["clients", "tests", "server"] {
      for name in try names(folder.appending(path: kind)) {
        #expect(try GeneratedFile.isGenerated(folder.appending(path: kind).appending(path: name)), "\(name)")
      }
    }
    #expect(try GeneratedFile.isGenerated(models.appending(path: "M.swift")))
    #expect(try GeneratedFile.isGenerated(models.appending(path: "M+Types.swift")))
  }
}
