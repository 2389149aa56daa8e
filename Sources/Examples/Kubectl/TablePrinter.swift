import Kubernetes

/// Lays tables out in columns that are aligned from one table to the next, the headings once.
struct TablePrinter {
  let isWide: Bool
  let showsNamespace: Bool
  private var widths: [Int] = []
  private var shownHeadings: [ResourceTable.Column]?

  /// The space behind a cell, and the least width of a column with it.
  private static let padding = 3
  private static let leastWidth = 6

  init(isWide: Bool = false, showsNamespace: Bool = false) {
    self.isWide = isWide
    self.showsNamespace = showsNamespace
  }

  /// Nothing for a table without rows.
  mutating func text(_ table: ResourceTable) -> String {
    if table.rows.isEmpty { return "" }
    let shown = table.columns.indices.filter { isWide || table.columns[$0].priority == 0 }
    var lines: [[String]] = []
    if shownHeadings != table.columns {
      shownHeadings = table.columns
      lines.append((showsNamespace ? ["NAMESPACE"] : []) + shown.map { table.columns[$0].name.uppercased() })
    }
    for row in table.rows {
      let cells = shown.map { row.cells.indices.contains($0) ? Self.cell(row.cells[$0]) : "" }
      lines.append((showsNamespace ? [row.metadata.namespace ?? ""] : []) + cells)
    }
    return lay(out: lines)
  }

  /// Nothing for null; the first line of a text.
  static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: return ""
    case .string(let text):
      guard let end = text.unicodeScalars.firstIndex(where: { $0 == "\n" || $0 == "\r" || $0 == "\u{0C}" }) else {
        return text
      }
      return text[..<end] + "..."
    default: return value.description
    }
  }

  private mutating func lay(out lines: [[String]]) -> String {
    for line in lines {
      for (index, cell) in line.dropLast().enumerated() {
        if index == widths.count { widths.append(Self.leastWidth) }
        widths[index] = max(widths[index], cell.unicodeScalars.count + Self.padding)
      }
    }
    return lines.map { line in
      line.enumerated().map { index, cell in
        // Nothing follows the last cell.
        let gap = index == line.count - 1 ? 0 : widths[index] - cell.unicodeScalars.count
        return cell + String(repeating: " ", count: gap)
      }.joined() + "\n"
    }.joined()
  }
}
