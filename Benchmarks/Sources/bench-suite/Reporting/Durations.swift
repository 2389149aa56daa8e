/// How long the groups take.
enum Durations {
  static func text(_ results: Results, groups: [String]) -> String {
    let parts = groups.map { "\($0) \(minutes(results.seconds[$0] ?? 0))" }
    let total = groups.reduce(0) { $0 + (results.seconds[$1] ?? 0) }
    return "minutes: \(minutes(total)), of them \(parts.joined(separator: ", "))"
  }

  private static func minutes(_ seconds: Double) -> String { Figure.digits(seconds / 60) }
}
