import ArgumentParser
import Foundation

/// `kubegen generate`: schemas into Swift files.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the Swift types of schemas.",
    discussion: "Files in the output folders that it wrote earlier, and not this time, are removed.")

  @Argument(help: "The schemas.", completion: .file())
  var schemas: [String]

  @Option(help: "The folder for the types of the API machinery, which the core library has; written with it only.")
  var core: String?

  @Option(help: "The folder for all other types: of an application, those of its custom resources.")
  var models: String

  @Option(help: "The folder for the clients of the resources; none are written without it.")
  var clients: String?

  @Option(help: "The folder for a list of all types, for tests; none is written without it.")
  var tests: String?

  @Option(help: "The folder for what the embedded API server knows of the types; nothing is written without it.")
  var server: String?

  /// A file of more types would be unwieldy.
  private static let typesPerFile = 40

  func run() throws {
    var schema = Schema(source: "")
    for path in schemas {
      try schema.read(String(contentsOf: URL(filePath: path), encoding: .utf8), name: path)
    }
    try schema.mergeModules()
    try schema.checkNames()
    try check(schema)
    let emitter = SwiftEmitter(schema: schema)
    if let core { try write(files(schema.modules.filter { $0.name == "MetaV1" }, emitter, isCore: true), to: core) }
    try write(files(schema.modules.filter { $0.name != "MetaV1" }, emitter, isCore: false), to: models)
    if let tests { try write(["AllModels.swift": allTypes(schema)], to: tests) }
    if let server { try write(["BuiltInTypes.swift": TypeTableEmitter(schema: schema).emit()], to: server) }
    if let clients { try write(["ClusterClient+Resources.swift": ClientEmitter(schema: schema).emit()], to: clients) }
  }

  private func allTypes(_ schema: Schema) -> String {
    let types = schema.modules.flatMap { module in module.types.map { "    \(module.name).\($0.name).self," } }
    let head = [
      GeneratedFile.header, "", "import KubernetesCore", "import KubernetesModels",
    ]
    let lines = head + ["", "enum AllModels {", "  static let types: [any Model.Type] = ["] + types + ["  ]", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let known: Set<String> = ["MetaV1.ObjectMeta", "MetaV1.ListMeta"]

  private func check(_ schema: Schema) throws {
    for module in schema.modules {
      for type in module.types {
        for field in type.fields {
          // The core library has the metadata of every object.
          if let element = field.element, !Self.known.contains(element), schema.type(element) == nil {
            throw ValidationError("\(module.name).\(type.name).\(field.name): there is no type \(element)")
          }
        }
      }
    }
  }

  private func files(_ modules: [Schema.Module], _ emitter: SwiftEmitter, isCore: Bool) -> [String: String] {
    var files: [String: String] = [:]
    for module in modules {
      let head = GeneratedFile.header + "\n"
      let imports = isCore ? "\n" : "\npublic import KubernetesCore\n\n"
      files["\(module.name).swift"] =
        head + """

          /// The types of `\(module.apiVersion)`\(module.name == "MetaV1" ? " that every group shares" : "").
          public enum \(module.name) {}

          """
      var start = 0
      while start < module.types.count {
        let types = module.types[start..<min(start + Self.typesPerFile, module.types.count)]
        let last = types.last?.name ?? ""
        let name =
          module.types.count <= Self.typesPerFile
          ? "\(module.name)+Types" : "\(module.name)+\(types.first?.name ?? "")-\(last)"
        files["\(name).swift"] =
          head + imports + types.map { emitter.emit($0, in: module) }.joined(separator: "\n\n") + "\n"
        start += Self.typesPerFile
      }
    }
    return files
  }

  private func write(_ files: [String: String], to folder: String) throws {
    let folder = URL(filePath: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "swift" && files[file.lastPathComponent] == nil {
      guard try GeneratedFile.isGenerated(file) else { continue }
      try FileManager.default.removeItem(at: file)
    }
    for (name, text) in files {
      let file = folder.appending(path: name)
      if (try? String(contentsOf: file, encoding: .utf8)) == text { continue }
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }
}
