import Foundation

/// Runs the benchmarks of both sides and writes the table, the JSON, the page and the plots.
@main
struct BenchSuite {
  static func main() {
    do {
      let settings = try Settings(Array(CommandLine.arguments.dropFirst()))
      let store = ResultStore(root: settings.root)
      if let action = settings.instructions {
        try Instructions(settings: settings).run(action)
      } else if settings.onlyRenders {
        guard let results = try store.load() else { throw SuiteError(description: "there are no results yet") }
        try store.save(results)
      } else {
        try run(settings, store)
      }
    } catch {
      Note.say("\(error)")
      exit(1)
    }
  }

  private static func run(_ settings: Settings, _ store: ResultStore) throws {
    Machine.warnIfBusy()
    // Of other programs, samples of before say nothing.
    let programs = try [settings.ours, settings.peer].map(edition)
    let key = "\(settings.toolchain), \(settings.isQuick), \(settings.rounds) rounds, \(programs)"
    let file = store.progress(quick: settings.isQuick)
    let interrupted = try settings.resumes ? Progress.resume(file, key: key) : nil
    if settings.resumes, interrupted == nil { Note.say("there is no interrupted run of this kind: beginning anew") }
    var progress = interrupted ?? Progress(key: key, date: now)
    var results = try begin(settings, store, date: progress.date)
    let suite = Suite(settings)
    defer { suite.backends.stop() }
    for name in settings.groups {
      var group = progress.groups[name] ?? Progress.Group()
      try suite.measure(name, &group) {
        progress.groups[name] = $0
        try progress.save(file)
      }
      results.replace(name, with: group, date: progress.date)
      print(TextTable.render(results.rows.filter { $0.group == name }))
      // What is measured is published group by group: an interruption loses nothing.
      if settings.isQuick { try store.saveQuick(results) } else { try store.save(results) }
    }
    try? FileManager.default.removeItem(at: file)
    print(Durations.text(results, groups: settings.groups))
    guard !settings.isQuick else { return }
    let measured = results.rows.filter { settings.groups.contains($0.group) }
    let violations = try Thresholds(root: settings.root).violations(measured)
    guard violations.isEmpty else { throw SuiteError(description: violations.joined(separator: "\n")) }
  }

  /// When a program was built, and how large it is.
  private static func edition(_ program: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: program)
    let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(date)/\(attributes[.size] ?? 0)"
  }

  private static var now: String { Date().formatted(.iso8601) }

  /// The results to begin with. Of groups that are not run, or not yet, what was measured last on this machine stays,
  /// with its date.
  private static func begin(_ settings: Settings, _ store: ResultStore, date: String) throws -> Results {
    var old = settings.isQuick ? nil : try store.load()
    if let other = old?.machine, other != Machine.description {
      Note.say("the last results are of another machine (\(other)) and are left out")
      old = nil
    }
    return Results(
      machine: Machine.description, toolchain: settings.toolchain, date: date,
      mode: settings.isQuick ? "quick" : "full",
      seconds: old?.seconds ?? [:], inputs: Inputs.sizes(settings.pods), rows: old?.rows ?? [])
  }
}

extension Results {
  /// Puts the rows of a group in place of its old ones.
  mutating func replace(_ name: String, with group: Progress.Group, date: String) {
    rows.removeAll { $0.group == name }
    rows += Catalog.definitions(of: name).compactMap { $0.row(ours: group.ours, peer: group.peer, date: date) }
    seconds[name] = group.seconds
    let order = Dictionary(uniqueKeysWithValues: Catalog.groups.enumerated().map { ($1.name, $0) })
    rows = rows.enumerated().sorted {
      (order[$0.element.group, default: 0], $0.offset) < (order[$1.element.group, default: 0], $1.offset)
    }.map(\.element)
  }
}
