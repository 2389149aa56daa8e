/// A drawing that is readable on light and dark pages.
struct SVG {
  let width: Double
  let height: Double
  private var elements: [String] = []

  static let ours = "#f05138"
  static let peer = "#00a0c8"
  static let text = "#888888"

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Double = 12, color: String = SVG.text
  ) {
    elements.append(
      "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(size))\" text-anchor=\"\(anchor.rawValue)\" "
        + "fill=\"\(color)\">\(escaped(text))</text>")
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, color: String) {
    elements.append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 0.5)))\" height=\"\(number(height))\" "
        + "fill=\"\(color)\"/>")
  }

  mutating func line(_ points: [(Double, Double)], color: String, width: Double = 1) {
    let path = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    elements.append(
      "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(number(width))\"/>")
  }

  mutating func dot(_ x: Double, _ y: Double, color: String) {
    elements.append("<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"3.5\" fill=\"\(color)\"/>")
  }

  func render() -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" font-family="sans-serif">
    \(elements.joined(separator: "\n"))
    </svg>

    """
  }

  private func number(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
