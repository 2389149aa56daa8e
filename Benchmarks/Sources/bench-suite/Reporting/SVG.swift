/// A drawing without a background that follows the page's light or dark theme.
struct SVG {
  /// What an element is, which decides its colour.
  enum Role: String {
    /// Text that is to be read.
    case text
    /// Text and lines that explain others.
    case faint
    case grid
    case ours
    case peer
    /// Where a row is behind.
    case behind
    case target
  }

  enum Anchor: String { case start, middle, end }

  private let width: Double
  private let height: Double
  private let title: String
  private var elements: [String] = []

  /// - Parameter title: What it shows, for those who cannot see it.
  init(width: Double, height: Double, title: String) {
    self.width = width
    self.height = height
    self.title = title
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ role: Role = .text, anchor: Anchor = .start, size: Double = 12,
    isBold: Bool = false
  ) {
    elements.append(
      "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(size))\" text-anchor=\"\(anchor.rawValue)\""
        + (isBold ? " font-weight=\"600\"" : "") + " class=\"\(role.rawValue)\">\(escaped(text))</text>")
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ role: Role) {
    elements.append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 1)))\" height=\"\(number(height))\" "
        + "rx=\"1.5\" class=\"\(role.rawValue)\"/>")
  }

  mutating func line(_ points: [(x: Double, y: Double)], _ role: Role, width: Double = 1) {
    let path = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    elements.append(
      "<polyline points=\"\(path)\" class=\"\(role.rawValue) line\" stroke-width=\"\(number(width))\"/>")
  }

  mutating func dot(_ x: Double, _ y: Double, _ role: Role) {
    elements.append("<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4\" class=\"\(role.rawValue)\"/>")
  }

  /// What the colours mean, from left to right.
  mutating func legend(_ entries: [(Role, String)], _ x: Double, _ y: Double) {
    var x = x
    for (role, words) in entries {
      if role == .target {
        line([(x + 5, y - 11), (x + 5, y + 3)], role, width: 2)
      } else {
        rectangle(x, y - 9, 10, 10, role)
      }
      text(words, x + 15, y, .faint)
      x += 15 + Double(words.count) * 6.6 + 22
    }
  }

  func render() -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" role="img" \
    font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">
    <title>\(escaped(title))</title>
    <style>\(Self.style(Self.light)) @media (prefers-color-scheme: dark) { \(Self.style(Self.dark)) }</style>
    \(elements.joined(separator: "\n"))
    </svg>

    """
  }

  private static let light: [(Role, String)] = [
    (.text, "#24292f"), (.faint, "#57606a"), (.grid, "#d0d7de"), (.ours, "#f05138"), (.peer, "#0086a8"),
    (.behind, "#8c959f"), (.target, "#24292f"),
  ]
  private static let dark: [(Role, String)] = [
    (.text, "#e6edf3"), (.faint, "#9198a1"), (.grid, "#3d444d"), (.ours, "#ff7a5c"), (.peer, "#29c4e8"),
    (.behind, "#7d8590"), (.target, "#e6edf3"),
  ]

  private static func style(_ colours: [(Role, String)]) -> String {
    colours.map { ".\($0.rawValue){fill:\($1)} .\($0.rawValue).line{fill:none;stroke:\($1)}" }.joined(separator: " ")
  }

  private func number(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
