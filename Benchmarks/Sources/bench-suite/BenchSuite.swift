import Foundation

/// Runs the benchmarks of both sides and writes the table, the JSON, the page and the plots.
@main
struct BenchSuite {
  static func main() {
    do {
      try run()
    } catch {
      FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run() throws {
    let settings = try Settings(Array(CommandLine.arguments.dropFirst()))
    let date = Date().formatted(.iso8601)
    let suite = Suite(settings)
    let store = ResultStore(root: settings.root)
    var results = Results(
      machine: Machine.description, toolchain: settings.toolchain, date: date,
      mode: settings.isQuick ? "quick" : "full", rows: [])
    // Of the groups that are not run now, what was measured last stays, with its date.
    if settings.groups.count < Catalog.groups.count { results.rows = try store.load()?.rows ?? [] }
    for group in settings.groups {
      let rows = try suite.rows(of: group, date: date)
      results.rows.removeAll { $0.group == group }
      results.rows += rows
      print(TextTable.render(rows))
    }
    let order = Dictionary(uniqueKeysWithValues: Catalog.groups.enumerated().map { ($1.name, $0) })
    results.rows.sort { order[$0.group, default: 0] < order[$1.group, default: 0] }
    // A quick run is for looking: it leaves the published results alone.
    if settings.isQuick {
      try store.saveQuick(results)
    } else {
      try store.save(results)
      let measured = results.rows.filter { settings.groups.contains($0.group) }
      let violations = try Thresholds(root: settings.root).violations(measured)
      guard violations.isEmpty else { throw SuiteError(description: violations.joined(separator: "\n")) }
    }
  }
}
