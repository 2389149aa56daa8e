import ArgumentParser
import Foundation
import Kubernetes
import Testing

@testable import kubectl_swift

@Suite("kubectl-swift's arguments and files")
struct ManifestFilesTests {
  private static func entry(_ kind: String, _ name: String) throws -> ManifestFiles.Entry {
    .init(
      object: try Unstructured(["kind": .string(kind), "apiVersion": "v1", "metadata": ["name": .string(name)]]),
      source: "f")
  }

  @Test func whatOthersNeedIsAppliedFirst() throws {
    let entries = [
      try Self.entry("Gadget", "a"), try Self.entry("CustomResourceDefinition", "b"), try Self.entry("Pod", "c"),
      try Self.entry("Namespace", "d"), try Self.entry("CustomResourceDefinition", "e"),
    ]
    #expect(ManifestFiles.inOrderOfNeed(entries).map(\.object.metadata.name) == ["d", "b", "e", "a", "c"])
  }

  @Test func aMissingFileIsNamed() throws {
    var files = ManifestFiles()
    files.files = ["/no/such/file"]
    let error = #expect(throws: Complaint.self) { try files.entries() }
    #expect(error?.description == #"the path "/no/such/file" does not exist"#)
  }

  @Test func aFileThatCannotBeReadIsNotMissing() async throws {
    try await KubectlWorld.folder([:]) { folder in
      let file = folder.appending(path: "a.yaml").path
      // A link to itself: it is there, and nothing is behind it.
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: file)
      let error = #expect(throws: Complaint.self) { try ManifestFiles.parse(["-f", file]).entries() }
      #expect(error?.description.contains("\(file)\" cannot be read: ") == true, "\(error?.description ?? "")")
    }
  }

  @Test func theFilesOfAFolderAreReadInOrder() async throws {
    func map(_ name: String) -> String { "{apiVersion: v1, kind: ConfigMap, metadata: {name: \(name)}}" }
    let files = ["c.yml": map("c"), "a.yaml": map("a"), "b.json": #"{"apiVersion":"v1","kind":"Pod"}"#, "d.txt": "- ["]
    try await KubectlWorld.folder(files) { folder in
      let inner = folder.appending(path: "inner.yaml")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      let entries = try ManifestFiles.parse(["-f", folder.path]).entries()
      #expect(entries.map(\.object.kind) == ["ConfigMap", "Pod", "ConfigMap"])
      #expect(entries.map { $0.source.split(separator: "/").last } == ["a.yaml", "b.json", "c.yml"])
      // In this one there is none.
      let error = #expect(throws: Complaint.self) { try ManifestFiles.parse(["-f", inner.path]).entries() }
      #expect(error?.description.hasPrefix("there is no .json, .yaml or .yml file in ") == true)
    }
  }

  @Test func aNameMayBePartOfTheType() throws {
    #expect(try NamedObjects.one("pods", "a") == ("pods", "a"))
    #expect(try NamedObjects.one("pods/a", nil) == ("pods", "a"))
    #expect(try NamedObjects.one("pods", nil) == ("pods", nil))
    for (type, name) in [("pods/a", "b"), ("pods/", nil), ("/a", nil), ("a/b/c", nil)] {
      #expect(throws: Complaint.self) { try NamedObjects.one(type, name) }
    }
    #expect(throws: Complaint.self) { try ClusterOptions.object("pods", nil) }
  }
}
