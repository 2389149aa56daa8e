/// Why rows are behind, or short of what was asked for.
enum Reasons {
  /// Each reason once, with the titles of its rows, in the order of the rows.
  static func of(_ rows: [Row]) -> [(why: String, titles: [String])] {
    var reasons: [(why: String, titles: [String])] = []
    for row in rows where row.isBehind || row.missesTarget {
      let why = row.why ?? "not looked into yet"
      if let index = reasons.firstIndex(where: { $0.why == why }) {
        reasons[index].titles.append(row.title)
      } else {
        reasons.append((why, [row.title]))
      }
    }
    return reasons
  }
}
