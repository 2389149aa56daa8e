/// Two curves over a few places, on a logarithmic axis.
enum Curves {
  typealias Point = (label: String, ours: Double, peer: Double)

  private static let (left, right, top, bottom) = (86.0, 616.0, 66.0, 300.0)

  static func render(_ title: String, _ points: [Point], unit: String) -> String {
    var svg = SVG(width: 660, height: 336, title: title)
    // Room below the lowest mark, for a number.
    let axis = LogarithmicAxis(points.flatMap { [$0.ours, $0.peer] }, from: bottom - 20, to: top)
    func x(_ index: Int) -> Double {
      left + 50 + Double(index) / Double(max(points.count - 1, 1)) * (right - left - 100)
    }
    svg.text(title, 24, 22, size: 14, isBold: true)
    svg.legend([(.ours, "client-swift"), (.peer, "client-go")], 24, 44)
    for tick in axis.ticks {
      svg.line([(left, axis.place(tick)), (right, axis.place(tick))], .grid)
      svg.text(Figure.mark(tick, unit), left - 8, axis.place(tick) + 4, .faint, anchor: .end, size: 11)
    }
    for (index, point) in points.enumerated() {
      svg.text(point.label, x(index), bottom + 22, .text, anchor: .middle)
    }
    for (role, values) in [(SVG.Role.peer, points.map(\.peer)), (.ours, points.map(\.ours))] {
      svg.line(values.enumerated().map { (x($0.offset), axis.place($0.element)) }, role, width: 2.5)
      for (index, value) in values.enumerated() { svg.dot(x(index), axis.place(value), role) }
    }
    // The higher one of two has its number above, the lower one below: neither crosses the other's curve.
    for (index, point) in points.enumerated() {
      let next = index + 1 < points.count ? points[index + 1] : nil
      for (value, other, following, role) in [
        (point.ours, point.peer, next?.ours, SVG.Role.ours), (point.peer, point.ours, next?.peer, .peer),
      ] {
        let isAbove = value > other || value == other && role == .peer
        // A curve that goes on through the number's place pushes it aside.
        let crosses = following.map { isAbove ? $0 > value * 1.5 : $0 < value / 1.5 } ?? false
        svg.text(
          Figure.text(value, unit), x(index) - (crosses ? 22 : 0), axis.place(value) + (isAbove ? -11 : 20), role,
          anchor: .middle, isBold: true)
      }
    }
    return svg.render()
  }
}
