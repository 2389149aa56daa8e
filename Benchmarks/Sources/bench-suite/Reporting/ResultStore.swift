import Foundation

/// The files that a run writes, under the root of the checkout.
struct ResultStore {
  let root: String

  /// Where a run keeps what it has measured so far.
  func progress(quick: Bool) -> URL { file("Benchmarks/.build/bench-\(quick ? "quick" : "full").json") }

  private var latest: URL { file("Benchmarks/Results/latest.json") }

  func load() throws -> Results? {
    guard FileManager.default.fileExists(atPath: latest.path) else { return nil }
    return try JSONDecoder().decode(Results.self, from: Data(contentsOf: latest)).described()
  }

  /// Results, page, plots, and the table of the README.
  func save(_ results: Results) throws {
    try write(json(results), to: latest)
    try write(Data(MarkdownPage.render(results).utf8), to: file("Documentation.docc/Benchmarks.md"))
    try removePlots()
    for (name, svg) in Plots.all(results) {
      try write(Data(svg.utf8), to: file("Documentation.docc/Resources/\(name).svg"))
    }
    let readme = file("README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    if let changed = try ReadmeTable.replace(in: text, with: results) { try write(Data(changed.utf8), to: readme) }
  }

  /// Plots of groups that there are no longer do not stay.
  private func removePlots() throws {
    let folder = file("Documentation.docc/Resources")
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    where name.hasPrefix("benchmarks-") && name.hasSuffix(".svg") {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// The results alone, beside the published ones.
  func saveQuick(_ results: Results) throws { try write(json(results), to: file("Benchmarks/.build/quick.json")) }

  private func json(_ results: Results) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(results) + Data("\n".utf8)
  }

  private func file(_ path: String) -> URL { URL(filePath: root).appending(path: path) }

  private func write(_ data: Data, to url: URL) throws {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }
}
