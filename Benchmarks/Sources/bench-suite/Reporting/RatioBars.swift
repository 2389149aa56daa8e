/// A bar a row on a logarithmic axis: to the right of 1 where we are better, to the left where we are behind. The numbers
/// stand in a column of their own.
enum RatioBars {
  private static let left = 24.0
  private static let plot = 430.0
  private static let step = 22.0
  private static let top = 82.0
  private static let numbers = 76.0

  /// - Parameter prefix: The beginning of the titles that the rows have in common and that the plot's title says.
  static func render(_ rows: [Row], title: String, prefix: String = "") -> String {
    let rows = rows.filter { $0.ratio != nil }
    func name(_ row: Row) -> String {
      row.title.hasPrefix(prefix) ? String(row.title.dropFirst(prefix.count)) : row.title
    }
    // About how wide the longest title is.
    let label = left + (rows.map { Double(name($0).count) }.max() ?? 0) * 6.3 + 10
    let axis = LogarithmicAxis(
      rows.flatMap { [$0.ratio ?? 1, $0.target ?? 1] }, always: [rows.contains(where: \.isBehind) ? 0.9 : 1, 1.1],
      from: label + 12, to: label + 12 + plot)
    let bottom = top + Double(rows.count) * step
    var svg = SVG(width: label + 12 + plot + numbers, height: bottom + 34, title: title)
    svg.text(title, left, 20, size: 14, isBold: true)
    svg.legend(
      [(.ours, "client-swift better"), (.behind, "client-go better"), (.target, "asked for")], left, 42)
    for tick in axis.ticks {
      let x = axis.place(tick)
      svg.line([(x, top - 8), (x, bottom)], .grid, width: tick == 1 ? 0 : 1)
      for y in [top - 14, bottom + 18] { svg.text(Figure.mark(tick, "×"), x, y, .faint, anchor: .middle, size: 11) }
    }
    for (index, row) in rows.enumerated() {
      let y = top + Double(index) * step
      svg.text(name(row), label, y + 15, row.isBehind ? .faint : .text, anchor: .end)
      draw(row, at: y, edge: label + 12 + plot + numbers - 12, axis, &svg)
    }
    svg.line([(axis.place(1), top - 8), (axis.place(1), bottom)], .text, width: 1.5)
    return svg.render()
  }

  private static func draw(_ row: Row, at y: Double, edge: Double, _ axis: LogarithmicAxis, _ svg: inout SVG) {
    guard let ratio = row.ratio else { return }
    let (from, to) = (axis.place(min(1, ratio)), axis.place(max(1, ratio)))
    svg.rectangle(from, y + 4, to - from, step - 8, row.isBehind ? .behind : .ours)
    if let target = row.target {
      let x = axis.place(target)
      svg.line([(x, y + 1), (x, y + step - 1)], .target, width: 2)
    }
    svg.text(
      Figure.ratio(ratio), edge, y + 15, row.isBehind ? .faint : .text, anchor: .end, isBold: !row.isBehind)
  }
}
