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

  @Test func aNameMayBePartOfTheType() throws {
    #expect(try ClusterOptions.split("pods", "a") == ("pods", "a"))
    #expect(try ClusterOptions.split("pods/a", nil) == ("pods", "a"))
    #expect(try ClusterOptions.split("pods", nil) == ("pods", nil))
    for (type, name) in [("pods/a", "b"), ("pods/", nil), ("/a", nil), ("a/b/c", nil)] {
      #expect(throws: Complaint.self) { try ClusterOptions.split(type, name) }
    }
    #expect(throws: Complaint.self) { try ClusterOptions.object("pods", nil) }
  }
}
