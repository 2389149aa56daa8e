/// A table of rows.
enum MarkdownTable {
  static func render(_ rows: [Row]) -> String {
    let head = "| case | client-swift | client-go | ratio | asked for | spread |\n|---|---:|---:|---:|---:|---:|\n"
    return head + rows.map(line).joined()
  }

  /// Without spread and targets.
  static func brief(_ rows: [Row]) -> String {
    "| case | client-swift | client-go | ratio |\n|---|---:|---:|---:|\n"
      + rows.map {
        "| \($0.title) | \(Figure.text($0.ours, $0.unit)) | \(Figure.text($0.peer, $0.unit)) | \(ratio($0)) |\n"
      }
      .joined()
  }

  private static func line(_ row: Row) -> String {
    let target = row.target.map { Figure.ratio($0) + (row.ratio >= $0 ? "" : " (missed)") } ?? ""
    return "| \(row.title) | \(Figure.text(row.ours, row.unit)) | \(Figure.text(row.peer, row.unit)) | \(ratio(row)) "
      + "| \(target) | \(Int((row.spread * 100).rounded())) % |\n"
  }

  private static func ratio(_ row: Row) -> String {
    row.ratio >= 1 ? "**\(Figure.ratio(row.ratio))**" : Figure.ratio(row.ratio)
  }
}
