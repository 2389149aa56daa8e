/// A regular expression as a program of states, all of which that are possible are followed side by side.
struct PatternProgram: Sendable {
  private enum Instruction: Sendable {
    case scalar(PatternClass)
    case condition(PatternNode.Condition)
    case split(Int, Int)
    case jump(Int)
    case match
  }

  /// More than any sensible expression needs; each costs time for each scalar of a text.
  private static let limit = 50_000
  private var instructions: [Instruction] = []
  private let beginsAtStart: Bool

  init(_ node: PatternNode, _ text: String) throws(Pattern.Malformed) {
    beginsAtStart = node.beginsAtStart
    guard append(node), emit(.match) else { throw Pattern.Malformed("expression too large", text) }
  }

  private mutating func emit(_ instruction: Instruction) -> Bool {
    guard instructions.count < Self.limit else { return false }
    instructions.append(instruction)
    return true
  }

  /// Adds the instructions of a part; false when there are too many.
  private mutating func append(_ node: PatternNode) -> Bool {
    switch node {
    case .empty: return true
    case .scalar(let scalars): return emit(.scalar(scalars))
    case .condition(let condition): return emit(.condition(condition))
    case .sequence(let parts):
      for part in parts where !append(part) { return false }
      return true
    case .choice(let parts): return appendChoice(parts[...])
    case .repeated(let part, let minimum, let maximum):
      for _ in 0..<minimum where !append(part) { return false }
      guard let maximum else { return appendLoop(part) }
      // (a(a(a)?)?)?: whoever leaves one, leaves all.
      var exits: [Int] = []
      for _ in minimum..<max(minimum, maximum) {
        exits.append(instructions.count)
        guard emit(.jump(0)), append(part) else { return false }
      }
      for exit in exits { instructions[exit] = .split(exit + 1, instructions.count) }
      return true
    }
  }

  private mutating func appendChoice(_ parts: ArraySlice<PatternNode>) -> Bool {
    var exits: [Int] = []
    for (index, part) in zip(parts.indices, parts) {
      let isLast = index == parts.endIndex - 1
      let split = instructions.count
      if !isLast, !emit(.jump(0)) { return false }
      guard append(part) else { return false }
      if isLast { break }
      exits.append(instructions.count)
      guard emit(.jump(0)) else { return false }
      instructions[split] = .split(split + 1, instructions.count)
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
    return true
  }

  private mutating func appendLoop(_ part: PatternNode) -> Bool {
    let split = instructions.count
    guard emit(.jump(0)), append(part), emit(.jump(split)) else { return false }
    instructions[split] = .split(split + 1, instructions.count)
    return true
  }

  func matches(_ text: String.UnicodeScalarView) -> Bool {
    var threads = Threads(instructions.count)
    var next = Threads(instructions.count)
    var previous: Unicode.Scalar?
    var scalars = text.makeIterator()
    var current = scalars.next()
    while true {
      if previous == nil || !beginsAtStart, add(0, previous, current, to: &threads) { return true }
      guard let scalar = current, !(beginsAtStart && threads.members.isEmpty) else { return false }
      current = scalars.next()
      for place in threads.members {
        guard case .scalar(let scalars) = instructions[place], scalars.contains(scalar) else { continue }
        if add(place + 1, scalar, current, to: &next) { return true }
      }
      previous = scalar
      swap(&threads, &next)
      next.removeAll()
    }
  }

  /// Follows all that costs no scalar; true when that reaches the end.
  private func add(
    _ place: Int, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?, to threads: inout Threads
  ) -> Bool {
    threads.pending.append(place)
    while let place = threads.pending.popLast() {
      guard threads.insert(place) else { continue }
      switch instructions[place] {
      case .match:
        threads.pending.removeAll()
        return true
      case .jump(let target): threads.pending.append(target)
      case .split(let first, let second):
        threads.pending.append(second)
        threads.pending.append(first)
      case .condition(let condition):
        if condition.holds(before: before, after: after) { threads.pending.append(place + 1) }
      case .scalar: threads.members.append(place)
      }
    }
    return false
  }

  /// The states that are possible at one place of a text.
  private struct Threads {
    /// Those that wait for a scalar.
    var members: [Int] = []
    var pending: [Int] = []
    private var seen: [Int]
    private var round = 1

    init(_ count: Int) { seen = Array(repeating: 0, count: count) }

    mutating func insert(_ place: Int) -> Bool {
      if seen[place] == round { return false }
      seen[place] = round
      return true
    }

    mutating func removeAll() {
      members.removeAll(keepingCapacity: true)
      round += 1
    }
  }
}
