import ArgumentParser
import Foundation
import Kubernetes

/// The files that a command reads objects from.
struct ManifestFiles: ParsableArguments {
  @Option(name: [.customShort("f"), .customLong("filename")], help: "A file with manifests, or - for standard input.")
  var files: [String]

  /// An object, and where it was read.
  struct Entry {
    var object: Unstructured
    var source: String
  }

  /// All objects, in the order of the files.
  func entries() throws -> [Entry] {
    let entries = try files.flatMap { file in
      try Manifest.objects(in: Self.text(file)).map { Entry(object: $0, source: file == "-" ? "STDIN" : file) }
    }
    if entries.isEmpty { throw Complaint("no objects passed to the command") }
    return entries
  }

  /// Those first that others need: namespaces, then definitions of resources.
  static func inOrderOfNeed(_ entries: [Entry]) -> [Entry] {
    func rank(_ entry: Entry) -> Int {
      switch entry.object.kind {
      case "Namespace": 0
      case "CustomResourceDefinition": 1
      default: 2
      }
    }
    return entries.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  private static func text(_ file: String) throws -> String {
    if file == "-" {
      return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Complaint(#"the path "\#(file)" does not exist"#)
    }
    return String(decoding: data, as: UTF8.self)
  }
}
