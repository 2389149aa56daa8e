import Kubernetes

/// Lays a table out in columns.
struct TablePrinter {
  var isWide: Bool
  var showsNamespace: Bool

  func text(_ table: ResourceTable) -> String { lay(out: lines(table, withHeadings: true)) }
  func rows(_ table: ResourceTable) -> String { lay(out: lines(table, withHeadings: false)) }

  private func lines(_ table: ResourceTable, withHeadings: Bool) -> [[String]] {
    let shown = table.columns.indices.filter { isWide || table.columns[$0].priority == 0 }
    var lines: [[String]] = []
    if withHeadings {
      lines.append((showsNamespace ? ["NAMESPACE"] : []) + shown.map { table.columns[$0].name.uppercased() })
    }
    for row in table.rows {
      let cells = shown.map { row.cells.indices.contains($0) ? Self.cell(row.cells[$0]) : "" }
      lines.append((showsNamespace ? [row.metadata.namespace ?? ""] : []) + cells)
    }
    return lines
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: "<none>"
    case .string(let text): text
    default: value.description
    }
  }

  private func lay(out lines: [[String]]) -> String {
    var widths: [Int] = []
    for line in lines {
      for (index, cell) in line.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return lines.map { line in
      line.enumerated().map { index, cell in
        index == line.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 3)
      }.joined() + "\n"
    }.joined()
  }
}

extension APIResource {
  /// `pod`, or `deployment.apps`.
  var displayName: String {
    let name = singularName.isEmpty ? kind.kind.lowercased() : singularName
    return resource.group.isEmpty ? name : "\(name).\(resource.group)"
  }
}
