import Foundation

/// Counts the instructions of our side with callgrind and compares them with what is recorded. The count of a piece of
/// work is the difference between doing it once and three times, halved: what surrounds it falls out.
struct Instructions {
  enum Action: String {
    case check, update
  }

  /// What a count may be above what is recorded, in parts of it.
  static let tolerance = 0.03

  let settings: Settings

  /// Our side without debugging information.
  private var program: String { settings.state + "/client-bench" }

  private var file: URL { URL(filePath: settings.root).appending(path: "Benchmarks/Thresholds/instructions.json") }

  func run(_ action: Action) throws {
    // Callgrind cannot read the debugging information of every compiler, and needs none.
    try FileManager.default.createDirectory(atPath: settings.state, withIntermediateDirectories: true)
    try Process.complete("/usr/bin/env", ["strip", "-g", "-o", program, settings.ours])
    defer { try? FileManager.default.removeItem(atPath: program) }
    let counts = try Dictionary(uniqueKeysWithValues: Self.cases.map { ($0, try count($0)) })
    if action == .update {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try (encoder.encode(counts) + Data("\n".utf8)).write(to: file)
    }
    let recorded = try JSONDecoder().decode([String: Int].self, from: Data(contentsOf: file))
    var risen: [String] = []
    print("instructions (callgrind)")
    for name in Self.cases {
      guard let now = counts[name], let before = recorded[name] else {
        throw SuiteError(description: "no count of \(name) is recorded: .ci/bench-counters update")
      }
      let change = Double(now) / Double(before) - 1
      print("  \(name): \(now), recorded \(before), \(String(format: "%+.1f", change * 100)) %")
      if change > Self.tolerance { risen.append(name) }
    }
    guard risen.isEmpty else {
      throw SuiteError(description: "instructions have risen: \(risen.joined(separator: ", "))")
    }
  }

  static let cases = [
    "read.json", "read.pb", "read.unstructured", "write.json", "write.pb", "store.get", "store.update", "fifo", "queue",
  ]

  private func count(_ name: String) throws -> Int { (try total(name, times: 3) - total(name, times: 1)) / 2 }

  /// All instructions of a run.
  private func total(_ name: String, times: Int) throws -> Int {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "work", "-case", name, "-times",
      String(times), "-recorded", settings.root + "/Tests/Fixtures/1.36/pods-100.pb",
    ]
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0,
      let line = text.split(separator: "\n").last(where: { $0.contains("Collected") }),
      let count = line.split(separator: " ").last.flatMap({ Int($0) })
    else { throw SuiteError(description: "callgrind failed: \(text.suffix(500))") }
    return count
  }
}
