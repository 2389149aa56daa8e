import Foundation

/// Numbers as people read them: three digits, and units that fit.
enum Figure {
  static func text(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "s": value < 1 ? "\(digits(value * 1e3)) ms" : "\(digits(value)) s"
    case "ns":
      value < 1e3 ? "\(digits(value)) ns" : value < 1e6 ? "\(digits(value / 1e3)) µs" : "\(digits(value / 1e6)) ms"
    case "B":
      value < 1e4 ? "\(digits(value)) B" : value < 1e6 ? "\(digits(value / 1e3)) kB" : "\(digits(value / 1e6)) MB"
    case "1/s": value < 1e6 ? "\(digits(value / 1e3)) k/s" : "\(digits(value / 1e6)) M/s"
    default: "\(digits(value)) \(unit)"
    }
  }

  static func ratio(_ value: Double) -> String { digits(value) + "×" }

  static func digits(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return "0" }
    let places = max(0, 2 - Int(log10(value).rounded(.down)))
    return String(format: "%.\(min(places, 4))f", value)
  }
}
