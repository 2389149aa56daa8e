import Foundation

/// Numbers as people read them: three digits, and units that fit.
enum Figure {
  static func text(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "s": duration(value * 1e9)
    case "ns": duration(value)
    case "µs": duration(value * 1e3)
    case "B":
      value < 1e4
        ? "\(digits(value)) B"
        : value < 1e6
          ? "\(digits(value / 1e3)) kB" : value < 1e9 ? "\(digits(value / 1e6)) MB" : "\(digits(value / 1e9)) GB"
    case "1/s": value < 1e6 ? "\(digits(value / 1e3)) k/s" : "\(digits(value / 1e6)) M/s"
    case "MB/s": value < 1e4 ? "\(digits(value)) MB/s" : "\(digits(value / 1e3)) GB/s"
    case "×": ratio(value)
    default: "\(digits(value)) \(unit)"
    }
  }

  static func ratio(_ value: Double) -> String { digits(value) + "×" }

  /// A round number, as a mark of an axis: without digits that say nothing.
  static func mark(_ value: Double, _ unit: String) -> String {
    let parts = text(value, unit).split(separator: " ")
    guard parts.count == 2, let number = Double(parts[0]) else { return String(format: "%g×", value) }
    return String(format: "%g ", number) + parts[1]
  }

  static func digits(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "0" }
    let places = max(0, 2 - Int(log10(value).rounded(.down)))
    return String(format: "%.\(min(places, 4))f", value)
  }

  private static func duration(_ nanoseconds: Double) -> String {
    switch nanoseconds {
    case ..<1e3: "\(digits(nanoseconds)) ns"
    case ..<1e6: "\(digits(nanoseconds / 1e3)) µs"
    case ..<1e9: "\(digits(nanoseconds / 1e6)) ms"
    default: "\(digits(nanoseconds / 1e9)) s"
    }
  }
}
