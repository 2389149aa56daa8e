import Foundation

/// The table of a terminal.
enum TextTable {
  static func render(_ rows: [Row]) -> String {
    guard !rows.isEmpty else { return "" }
    let width = rows.map(\.title.count).max() ?? 0
    var lines = [line("case", "client-swift", "client-go", "ratio", "target", "spread", width)]
    for row in rows {
      lines.append(
        line(
          row.title, Figure.text(row.ours, row.unit), row.peer.map { Figure.text($0, row.unit) } ?? "-",
          row.ratio.map(Figure.ratio) ?? "-",
          row.target.map { Figure.ratio($0) + (row.missesTarget ? " MISSED" : " met") } ?? "",
          "\(Int((row.spread * 100).rounded())) %", width))
    }
    for (why, titles) in Reasons.of(rows) { lines.append("behind: \(titles.joined(separator: "; "))\n        \(why)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(
    _ title: String, _ ours: String, _ peer: String, _ ratio: String, _ target: String, _ spread: String, _ width: Int
  ) -> String {
    func left(_ text: String, _ count: Int) -> String {
      text + String(repeating: " ", count: max(0, count - text.count))
    }
    func right(_ text: String, _ count: Int) -> String {
      String(repeating: " ", count: max(0, count - text.count)) + text
    }
    return left(title, width) + right(ours, 13) + right(peer, 12) + right(ratio, 9) + right(target, 14)
      + right(spread, 8)
  }
}
