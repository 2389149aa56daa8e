import Foundation

/// Maps values to places, so that equal factors are equal distances.
struct LogarithmicAxis {
  /// The values with a line of their own: 1, 2 and 5 times powers of ten, or powers of ten alone where that is enough.
  let ticks: [Double]
  private let low: Double
  private let high: Double
  private let from: Double
  private let to: Double

  /// An axis from the place `from` to the place `to` on which all of `values`, and `always`, can be found.
  init(_ values: [Double], always: [Double] = [], from: Double, to: Double) {
    self.from = from
    self.to = to
    let all = (values + always).filter { $0 > 0 && $0.isFinite }
    let steps = Self.steps(from: all.min() ?? 1, to: all.max() ?? 10)
    ticks = steps
    low = log(steps.first ?? 1)
    high = log(steps.last ?? 10)
  }

  func place(_ value: Double) -> Double {
    let share = (log(max(value, 1e-12)) - low) / max(high - low, 1e-12)
    return from + min(max(share, 0), 1) * (to - from)
  }

  private static func steps(from low: Double, to high: Double) -> [Double] {
    let isWide = high / low > 300
    let mantissas: [Double] = isWide ? [1] : [1, 2, 5]
    let powers = Int(log10(low).rounded(.down)) - 1...Int(log10(high).rounded(.up)) + 1
    let steps = powers.flatMap { power in mantissas.map { $0 * pow(10, Double(power)) } }
    let first = steps.lastIndex { $0 <= low * 1.000001 } ?? 0
    let last = steps.firstIndex { $0 >= high * 0.999999 } ?? steps.count - 1
    return Array(steps[first...max(last, first + 1)])
  }
}
