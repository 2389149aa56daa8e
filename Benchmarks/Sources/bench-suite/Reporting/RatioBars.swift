import Foundation

/// A bar a row, to the right of 1 where we are better, on a logarithmic axis.
enum RatioBars {
  private static let label = 380.0
  private static let plot = 420.0
  private static let step = 20.0

  static func render(_ rows: [Row]) -> String {
    let extent = max(2, rows.map { max($0.ratio, 1 / max($0.ratio, 1e-6)) }.max() ?? 2)
    let hasLosses = rows.contains { $0.ratio < 1 }
    let left = hasLosses ? -log(extent) : 0
    let scale = plot / (log(extent) - left)
    func x(_ ratio: Double) -> Double { label + (log(max(ratio, 1 / extent)) - left) * scale }
    var svg = SVG(width: label + plot + 70, height: Double(rows.count) * step + 40)
    for (index, row) in rows.enumerated() {
      let y = Double(index) * step + 8
      svg.text(row.title, label - 8, y + 12, anchor: .end)
      let (from, to) = (min(x(1), x(row.ratio)), max(x(1), x(row.ratio)))
      svg.rectangle(from, y, to - from, step - 5, color: row.ratio >= 1 ? SVG.ours : SVG.peer)
      if let target = row.target {
        svg.line([(x(target), y - 2), (x(target), y + step - 3)], color: SVG.text, width: 2)
      }
      svg.text(Figure.ratio(row.ratio), to + 5, y + 12)
    }
    let bottom = Double(rows.count) * step + 8
    svg.line([(x(1), 4), (x(1), bottom)], color: SVG.text)
    svg.text("client-go", x(1) - 6, bottom + 20, anchor: .end, color: SVG.peer)
    svg.text("client-swift better, times; grey: asked for", x(1) + 6, bottom + 20, color: SVG.ours)
    return svg.render()
  }
}
