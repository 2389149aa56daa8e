import Foundation

/// What counters that do not depend on the machine's speed may be at most: bytes held, bytes an entry.
///
/// `Benchmarks/thresholds.json` names rows of a full run and their limits. Times have no limits: on another machine, or
/// on a busy one, they mean nothing.
struct Thresholds {
  let limits: [String: Double]

  init(root: String) throws {
    let file = URL(filePath: root).appending(path: "Benchmarks/thresholds.json")
    limits = try JSONDecoder().decode([String: Double].self, from: Data(contentsOf: file))
  }

  /// The rows of `rows` that are over their limit, as lines.
  func violations(_ rows: [Row]) -> [String] {
    rows.compactMap { row in
      guard let limit = limits[row.name], row.ours > limit else { return nil }
      return "\(row.name): \(Figure.text(row.ours, row.unit)) is more than \(Figure.text(limit, row.unit))"
    }
  }
}
