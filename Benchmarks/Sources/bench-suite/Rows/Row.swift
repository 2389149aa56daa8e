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
  /// Medians.
  let ours: Double
  let peer: Double
  /// How many times better ours is; above 1 ours is better, whichever way the unit goes.
  let ratio: Double
  let better: Better
  /// The wider of both sides' ranges, in parts of the median.
  let spread: Double
  /// The ratio that was asked for, where one was.
  let target: Double?
  /// When it was measured.
  let date: String
}

/// What `Results/latest.json` holds.
struct Results: Codable, Sendable {
  var machine: String
  var toolchain: String
  var date: String
  var mode: String
  var rows: [Row]
}
