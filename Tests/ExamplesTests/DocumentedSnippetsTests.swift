import Foundation
import Testing

/// What the pages show is what compiles: every block of Swift stands verbatim in a file of this target.
@Suite("Snippets of the documentation")
struct DocumentedSnippetsTests {
  /// Read once, for all pages.
  private static let sources = Result {
    try DocumentedSnippets.sources(["QuickStarts", "Guides", "../../Sources/Examples/FooController"])
  }

  @Test(arguments: DocumentedSnippets.pages) func compile(_ page: String) throws {
    let sources = try Self.sources.get()
    let blocks = try DocumentedSnippets.blocks("swift", of: page).filter { !$0.contains("import PackageDescription") }
    for block in blocks {
      #expect(
        sources.values.contains { DocumentedSnippets.stands(block, in: $0) },
        "\(page) has what no compiled file has:\n\(block.joined(separator: "\n"))")
    }
  }

  /// No page escapes: those that teach are among them, with their blocks.
  @Test func thePagesAreFound() throws {
    #expect(DocumentedSnippets.pages.contains("README.md"))
    let pages = ["Controllers", "Informers", "TypedClients", "WorkQueue", "WritingAController"]
    for page in pages.map({ "Documentation.docc/\($0).md" }) {
      #expect(DocumentedSnippets.pages.contains(page))
      #expect(try !DocumentedSnippets.blocks("swift", of: page).isEmpty)
    }
  }

  @Test func aBlockStandsOnlyWhereAllItsLinesDo() {
    let source = ["import A", "func f() {", "  one()", "", "  if x {", "    two()", "  }", "}"]
    #expect(DocumentedSnippets.stands(["import A", "", "one()", "", "if x {", "  two()", "}"], in: source))
    #expect(!DocumentedSnippets.stands(["import B", "one()"], in: source))
    #expect(!DocumentedSnippets.stands(["one()", "if x {"], in: source))
    #expect(!DocumentedSnippets.stands(["if x {", "two()"], in: source))
    #expect(!DocumentedSnippets.stands(["ne()"], in: source))
    #expect(!DocumentedSnippets.stands([], in: source))
  }

  /// The manifest of the README's custom resource is the one that the tests create.
  @Test func theDefinitionIsTheOneThatIsTested() throws {
    let blocks = try DocumentedSnippets.blocks("yaml", of: "README.md").map { $0.joined(separator: "\n") }
    #expect(blocks == [siteDefinition])
  }

  /// What the README tells to depend on is what the package has.
  @Test func theManifestNamesProductsThatThereAre() throws {
    let package = try DocumentedSnippets.text("Package.swift")
    let block = try #require(
      try DocumentedSnippets.blocks("swift", of: "README.md").first { $0.contains("import PackageDescription") })
    let text = block.joined(separator: "\n")
    let products = text.matches(of: /\.product\(name: "([^"]+)", package: "client-swift"\)/).map { String($0.1) }
    #expect(products == ["Kubernetes", "KubernetesTesting"])
    for product in products { #expect(package.contains(".library(name: \"\(product)\", ")) }
    #expect(block.first == package.components(separatedBy: "\n").first)
    #expect(text.contains("platforms: [.macOS(.v15)]") == package.contains("platforms: [.macOS(.v15)]"))
  }
}
