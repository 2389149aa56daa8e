import Foundation

/// Two curves over a few places, on a logarithmic axis.
enum Curves {
  static func render(_ title: String, _ points: [(label: String, ours: Double, peer: Double)], unit: String) -> String {
    var svg = SVG(width: 640, height: 320)
    let values = points.flatMap { [$0.ours, $0.peer] }.map { max($0, 1) }
    let (low, high) = (log10(values.min() ?? 1).rounded(.down), log10(values.max() ?? 10).rounded(.up))
    func y(_ value: Double) -> Double { 270 - (log10(max(value, 1)) - low) / max(high - low, 1) * 220 }
    func x(_ index: Int) -> Double { 110 + Double(index) / Double(max(points.count - 1, 1)) * 440 }
    svg.text(title, 320, 22, anchor: .middle, size: 14)
    for power in Int(low)...Int(high) {
      let value = pow(10, Double(power))
      svg.line([(100, y(value)), (570, y(value))], color: "#cccccc", width: 0.5)
      svg.text(Figure.text(value, unit), 92, y(value) + 4, anchor: .end)
    }
    for (index, point) in points.enumerated() {
      svg.text(point.label, x(index), 292, anchor: .middle)
      svg.text(Figure.text(point.ours, unit), x(index), y(point.ours) + 18, anchor: .middle, color: SVG.ours)
      svg.text(Figure.text(point.peer, unit), x(index), y(point.peer) - 10, anchor: .middle, color: SVG.peer)
    }
    for (color, values) in [(SVG.peer, points.map(\.peer)), (SVG.ours, points.map(\.ours))] {
      svg.line(values.enumerated().map { (x($0.offset), y($0.element)) }, color: color, width: 2)
      for (index, value) in values.enumerated() { svg.dot(x(index), y(value), color: color) }
    }
    svg.text("client-swift", 110, 312, color: SVG.ours)
    svg.text("client-go", 200, 312, color: SVG.peer)
    return svg.render()
  }
}
