import ArgumentParser
import Foundation
import Kubernetes

/// The files that a command reads objects from.
struct ManifestFiles: ParsableArguments {
  @Option(name: [.customShort("f"), .customLong("filename")], help: "A file with manifests, or - for standard input.")
  var files: [String]

  /// All objects, those first that others need: namespaces, then definitions of resources.
  func objects() throws -> [Unstructured] {
    let objects = try files.flatMap { file in try Manifest.objects(in: Self.text(file)) }
    if objects.isEmpty { try ClusterOptions.fail("error: no objects passed to the command") }
    func rank(_ object: Unstructured) -> Int {
      switch object.kind {
      case "Namespace": 0
      case "CustomResourceDefinition": 1
      default: 2
      }
    }
    return objects.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private static func text(_ file: String) throws -> String {
    if file == "-" {
      return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      try ClusterOptions.fail(#"error: the path "\#(file)" does not exist"#)
    }
    return String(decoding: data, as: UTF8.self)
  }
}
