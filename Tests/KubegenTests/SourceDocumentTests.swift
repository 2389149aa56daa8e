import Foundation
import KubernetesCore
import Testing

@testable import kubegen

@Suite("Documents that types are made of")
struct SourceDocumentTests {
  private func documents(_ text: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "kubegen-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SourceDocument.yaml(file.path).map { "\($0["kind"]?.string ?? "")" }
  }

  @Test func everyDocumentOfASequenceIsRead() throws {
    #expect(try documents("kind: a\n---\n# nothing\n---\nkind: b\n") == ["a", "b"])
  }

  @Test(
    "a sequence that breaks off is refused, not read up to there",
    arguments: ["kind: a\n---\nkind: \"b", "kind: a\n---\nkind: [b\n", "kind: a\n---\nkind: b\n  c: d\n"])
  func broken(_ text: String) {
    #expect(throws: (any Error).self) { try documents(text) }
  }
}
