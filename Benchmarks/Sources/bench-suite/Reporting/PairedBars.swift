/// Two bars a row, ours and the peer's, on an axis that begins at 0.
enum PairedBars {
  private static let left = 24.0
  private static let plot = 420.0
  private static let step = 40.0
  private static let top = 62.0

  static func render(_ title: String, _ rows: [Row]) -> String {
    let label = left + (rows.map { Double($0.title.count) }.max() ?? 0) * 6.3 + 10
    let most = rows.flatMap { [$0.ours, $0.peer ?? 0] }.max() ?? 1
    func length(_ value: Double) -> Double { value / most * plot }
    let bottom = top + Double(rows.count) * step
    var svg = SVG(width: label + plot + 90, height: bottom + 8, title: title)
    svg.text(title, left, 20, size: 14, isBold: true)
    svg.legend([(.ours, "client-swift"), (.peer, "client-go")], left, 42)
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * step
      svg.text(row.title, label, y + 20, anchor: .end)
      for (offset, value, role) in [(3.0, Optional(row.ours), SVG.Role.ours), (17.0, row.peer, .peer)] {
        guard let value else { continue }
        svg.rectangle(label + 12, y + offset, length(value), 12, role)
        svg.text(Figure.text(value, row.unit), label + 18 + length(value), y + offset + 10, role, size: 11)
      }
    }
    svg.line([(label + 12, top - 2), (label + 12, bottom - 6)], .faint)
    return svg.render()
  }
}
