import KubernetesCore
import KubernetesTestSupport

/// What can go wrong.
enum Fault: CaseIterable, Sendable {
  // Answers to requests.
  case refused, tooManyRequests, internalError, forbidden, rejected, expired, tooLarge, garbage, broken, slow
  // Frames of streams.
  case cut, cleanEnd, streamExpired, streamTooManyRequests, streamInternalError, streamGarbage, stall
  case repeated, lostBookmark, lostEndBookmark
}

/// A moment at which something can go wrong.
enum FaultPoint: Sendable {
  case list, page, openWatch, openStream, initialFrame, frame

  var faults: [Fault] {
    switch self {
    case .list:
      [.refused, .tooManyRequests, .internalError, .forbidden, .expired, .tooLarge, .garbage, .broken, .slow]
    case .page: [.refused, .tooManyRequests, .internalError, .expired, .garbage, .broken, .slow]
    case .openWatch:
      [.refused, .tooManyRequests, .internalError, .forbidden, .expired, .tooLarge, .broken, .slow]
    case .openStream:
      [.refused, .tooManyRequests, .internalError, .rejected, .forbidden, .expired, .tooLarge, .broken, .slow]
    case .initialFrame:
      [
        .cut, .cleanEnd, .streamExpired, .streamTooManyRequests, .streamInternalError, .streamGarbage, .stall,
        .repeated,
        .lostBookmark, .lostEndBookmark,
      ]
    case .frame:
      [
        .cut, .cleanEnd, .streamExpired, .streamTooManyRequests, .streamInternalError, .streamGarbage, .stall,
        .repeated,
        .lostBookmark,
      ]
    }
  }
}

/// Decides what goes wrong. The same plan decides the same way again.
struct FaultPlan: Sendable {
  private enum Mode: Sendable {
    case none
    /// At random, until so much has gone wrong.
    case random(percent: Int, allowed: [Fault], budget: Int)
    /// One fault, at one moment.
    case single(Fault, at: Int)
  }

  private var mode = Mode.none
  private var random: SeededGenerator
  /// How many moments there were.
  private(set) var moments = 0
  /// What has gone wrong.
  private(set) var struck: [String] = []

  /// Whether harmless choices are all the same.
  private let isTidy: Bool

  /// Nothing goes wrong, and everything is as fresh and as orderly as it can be.
  init() {
    random = SeededGenerator(seed: 0)
    isTidy = true
  }

  /// Nothing goes wrong, but lists lag, events come in various portions and so on, as they do in clusters.
  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    isTidy = false
  }

  /// Random faults of a few kinds.
  static func random(seed: UInt64) -> FaultPlan {
    var plan = FaultPlan(seed: seed)
    let allowed = Fault.allCases.filter { _ in plan.random.chance(45) }
    plan.mode = .random(
      percent: Int.random(in: 5...35, using: &plan.random), allowed: allowed,
      budget: Int.random(in: 1...12, using: &plan.random))
    return plan
  }

  /// One fault at one moment, if it can happen then.
  static func single(_ fault: Fault, at moment: Int, seed: UInt64) -> FaultPlan {
    var plan = FaultPlan(seed: seed)
    plan.mode = .single(fault, at: moment)
    return plan
  }

  /// From now on nothing goes wrong.
  mutating func stop() { mode = .none }

  /// What goes wrong at a moment.
  mutating func strike(_ point: FaultPoint) -> Fault? {
    defer { moments += 1 }
    let fault: Fault?
    switch mode {
    case .none: fault = nil
    case .random(let percent, let allowed, let budget):
      guard budget > 0, random.chance(percent) else { return nil }
      fault = point.faults.filter(allowed.contains).randomElement(using: &random)
      if fault != nil { mode = .random(percent: percent, allowed: allowed, budget: budget - 1) }
    case .single(let only, let moment): fault = moments == moment && point.faults.contains(only) ? only : nil
    }
    if let fault { struck.append("\(fault) at \(point) \(moments)") }
    return fault
  }

  /// A harmless choice.
  mutating func chance(_ percent: Int) -> Bool { !isTidy && random.chance(percent) }
  /// A harmless choice.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    isTidy ? range.upperBound : range.count == 1 ? range.lowerBound : Int.random(in: range, using: &random)
  }
  /// A harmless disorder.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    if !isTidy { elements.shuffle(using: &random) }
  }
}

extension Fault {
  /// The error of a request or a stream; nil if the fault is none.
  var error: KubernetesError? {
    switch self {
    case .refused: Failures.refused
    case .tooManyRequests, .streamTooManyRequests: Failures.tooManyRequests
    case .internalError, .streamInternalError: Failures.internalError
    case .forbidden: Failures.forbidden
    case .rejected: Failures.invalid
    case .expired: Failures.gone
    case .streamExpired: Failures.expired
    case .tooLarge: Failures.tooLarge
    case .garbage, .streamGarbage: Failures.unreadable
    case .broken, .cut: Failures.cut
    case .slow, .cleanEnd, .stall, .repeated, .lostBookmark, .lostEndBookmark: nil
    }
  }
}
