/// One line of the table: the same case on both sides.
struct Row: Codable, Sendable {
  enum Better: String, Codable, Sendable {
    case higher, lower
  }

  /// The case.
  let name: String
  /// What it is, for people.
  let title: String
  /// The suite.
  let group: String
  let unit: String
  /// The median.
  let ours: Double
  /// The peer's median; nil where the peer has nothing of the kind.
  let peer: Double?
  /// How many times better ours is; above 1 ours is better, whichever way the unit goes.
  let ratio: Double?
  let better: Better
  /// The wider of both sides' ranges, in parts of the median.
  let spread: Double
  /// How many runs of ours the median is of.
  let runs: Int
  /// The ratio that was asked for, where one was.
  let target: Double?
  /// Why we are behind, or short of what was asked for, if we are.
  let why: String?
  /// When it was measured.
  let date: String

  var isBehind: Bool { ratio.map { $0 < 1 } ?? false }

  var missesTarget: Bool {
    guard let ratio, let target else { return false }
    return ratio < target
  }
}

/// What `Results/latest.json` holds.
struct Results: Codable, Sendable {
  var machine: String
  var toolchain: String
  var date: String
  var mode: String
  /// How many seconds each group took, in its last run.
  var seconds: [String: Double]
  /// The sizes of what is read, in bytes, by file.
  var inputs: [String: Double]
  var rows: [Row]

  /// The same numbers with the titles, goals and reasons of today's catalogue, and without rows that it no longer has.
  func described() -> Results {
    var copy = self
    let definitions = Catalog.groups.flatMap(\.rows)
    copy.rows = rows.compactMap { row in definitions.first { $0.name == row.name }?.describing(row) }
    return copy
  }

  subscript(name: String) -> Row? { rows.first { $0.name == name } }

  /// How many runs the medians are of: "3", or "2 to 3".
  var rounds: String { Self.rounds(of: rows) }

  static func rounds(of rows: [Row]) -> String {
    let counts = rows.map(\.runs)
    guard let least = counts.min(), let most = counts.max() else { return "no" }
    return least == most ? "\(least)" : "\(least) to \(most)"
  }
}
