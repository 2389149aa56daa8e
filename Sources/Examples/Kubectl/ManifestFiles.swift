import ArgumentParser
import Foundation
import Kubernetes

/// The files that a command reads objects from.
struct ManifestFiles: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("filename")],
    help: "A file with manifests, a folder of such files, or - for standard input.")
  var files: [String]

  /// An object, and where it was read.
  struct Entry {
    var object: Unstructured
    var source: String
  }

  /// All objects, in the order of the files.
  func entries() throws -> [Entry] {
    let entries = try files.flatMap(Self.files).flatMap { file in
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

  /// The files that an argument stands for: itself, or those of a folder, in the order of their names.
  private static func files(of path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch { throw unreadable(path, error) }
    let files = names.sorted().map { path + (path.hasSuffix("/") ? "" : "/") + $0 }.filter { file in
      var isFolder: ObjCBool = false
      return extensions.contains(URL(filePath: file).pathExtension)
        && FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) && !isFolder.boolValue
    }
    if files.isEmpty { throw Complaint("there is no .json, .yaml or .yml file in \(path)") }
    return files
  }

  private static let extensions: Set<String> = ["json", "yaml", "yml"]

  private static func text(_ file: String) throws -> String {
    if file == "-" {
      return String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
    do {
      return String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    } catch {
      throw unreadable(file, error)
    }
  }

  private static func unreadable(_ path: String, _ error: any Error) -> Complaint {
    if let error = error as? CocoaError, error.code == .fileReadNoSuchFile {
      return Complaint(#"the path "\#(path)" does not exist"#)
    }
    return Complaint(#"the path "\#(path)" cannot be read: \#(error.localizedDescription)"#)
  }
}
