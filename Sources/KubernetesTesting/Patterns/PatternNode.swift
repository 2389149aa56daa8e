/// A part of a regular expression.
indirect enum PatternNode: Sendable {
  case empty
  case scalar(PatternClass)
  case condition(Condition)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// Between `minimum` and `maximum` times; nil for any number.
  case repeated(PatternNode, minimum: Int, maximum: Int?)

  /// A condition on the place between two scalars.
  enum Condition: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

    func holds(before: Unicode.Scalar?, after: Unicode.Scalar?) -> Bool {
      switch self {
      case .textStart: before == nil
      case .textEnd: after == nil
      case .lineStart: before == nil || before == "\n"
      case .lineEnd: after == nil || after == "\n"
      case .wordBoundary: Self.isWord(before) != Self.isWord(after)
      case .noWordBoundary: Self.isWord(before) == Self.isWord(after)
      }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
      switch scalar {
      case ("a"..."z")?, ("A"..."Z")?, ("0"..."9")?, "_"?: true
      default: false
      }
    }
  }

  /// True when a match can only begin at the start of the text.
  var beginsAtStart: Bool {
    switch self {
    case .condition(.textStart): true
    case .sequence(let parts): parts.first?.beginsAtStart ?? false
    case .choice(let parts): parts.allSatisfy(\.beginsAtStart)
    case .repeated(let part, let minimum, _): minimum > 0 && part.beginsAtStart
    default: false
    }
  }

  /// The largest product of the counts of repetitions that are inside of each other.
  var repetitions: Int {
    switch self {
    case .sequence(let parts), .choice(let parts): parts.map(\.repetitions).max() ?? 1
    // Nests can be deep: beyond a million it does not matter how many.
    case .repeated(let part, let minimum, let maximum):
      min(1_000_000, max(1, minimum, maximum ?? 0) * part.repetitions)
    default: 1
    }
  }
}
