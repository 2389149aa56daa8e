/// A table of rows.
enum MarkdownTable {
  static func render(_ rows: [Row]) -> String {
    let head = "| case | client-swift | client-go | ratio | asked for | spread |\n|---|---:|---:|---:|---:|---:|\n"
    return head + rows.map(line).joined()
  }

  /// Without spread and targets.
  static func brief(_ rows: [Row]) -> String {
    "| case | client-swift | client-go | ratio |\n|---|---:|---:|---:|\n"
      + rows.map { "| \($0.title) | \(Figure.text($0.ours, $0.unit)) | \(peer($0)) | \(ratio($0)) |\n" }.joined()
  }

  private static func line(_ row: Row) -> String {
    let target = row.target.map { Figure.ratio($0) + (row.missesTarget ? " (missed)" : "") } ?? ""
    return "| \(row.title) | \(Figure.text(row.ours, row.unit)) | \(peer(row)) | \(ratio(row)) "
      + "| \(target) | \(Int((row.spread * 100).rounded())) % |\n"
  }

  private static func peer(_ row: Row) -> String { row.peer.map { Figure.text($0, row.unit) } ?? "–" }

  private static func ratio(_ row: Row) -> String {
    guard let ratio = row.ratio else { return "–" }
    return ratio >= 1 ? "**\(Figure.ratio(ratio))**" : Figure.ratio(ratio)
  }
}
