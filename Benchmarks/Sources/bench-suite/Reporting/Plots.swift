/// Which plots there are.
enum Plots {
  /// A plot: its file without the extension, and what it shows for those who cannot see it.
  struct Plot {
    let name: String
    let alternative: String
    let svg: String
  }

  static func all(_ results: Results) -> [(String, String)] {
    Catalog.groups.flatMap { names(of: $0.name, results) }.map { ($0.name, $0.svg) }
  }

  static func names(of group: String, _ results: Results) -> [Plot] {
    let rows = results.rows.filter { $0.group == group }
    guard !rows.isEmpty else { return [] }
    let bars = Plot(
      name: "benchmarks-\(group)", alternative: "How many times better than client-go, row by row",
      svg: RatioBars.render(rows))
    switch group {
    case "store": return [bars] + latencies(rows)
    case "scale": return growth(rows)
    default: return [bars]
    }
  }

  private static func latencies(_ rows: [Row]) -> [Plot] {
    ["10k", "100k"].compactMap { rate in
      let points = [("p50", "50 %"), ("p99", "99 %"), ("p999", "99.9 %")].compactMap { key, label in
        rows.first { $0.name == "store.100k.get.writer\(rate).\(key)" }.map { (label, $0.ours, $0.peer) }
      }
      guard points.count == 3 else { return nil }
      return Plot(
        name: "benchmarks-latency-\(rate)",
        alternative: "Time of single reads beside \(rate) changes a second, by percentile",
        svg: Curves.render("get beside \(rate) changes/s, 100k objects", points, unit: "ns"))
    }
  }

  private static func growth(_ rows: [Row]) -> [Plot] {
    [("memory", "memory an entry", "B"), ("update", "update, a change", "ns"), ("get", "get", "ns")].compactMap {
      key, title, unit in
      let points = [10, 100, 1_000].compactMap { size in
        rows.first { $0.name == "scale.\(size)k.\(key)" }.map { (size < 1_000 ? "\(size)k" : "1M", $0.ours, $0.peer) }
      }
      guard points.count > 1 else { return nil }
      return Plot(
        name: "benchmarks-scale-\(key)", alternative: "\(title), by the number of objects",
        svg: Curves.render("\(title), by number of objects", points, unit: unit))
    }
  }
}
