/// Which plots there are.
enum Plots {
  /// A plot: its file without the extension, and what it shows for those who cannot see it.
  struct Plot {
    let name: String
    let alternative: String
    let svg: String
  }

  static func all(_ results: Results) -> [(String, String)] {
    Catalog.groups.flatMap { of($0.name, results) }.map { ($0.name, $0.svg) }
  }

  static func of(_ group: String, _ results: Results) -> [Plot] {
    let rows = results.rows.filter { $0.group == group }
    guard !rows.isEmpty else { return [] }
    switch group {
    case "store": return [10, 100].flatMap { bars(group, rows, size: $0) } + latencies(rows)
    case "scale": return growth(rows)
    case "queues":
      return bars("queues", "The work queue and DeltaFIFO", rows.filter { !$0.name.hasPrefix("fan.") })
        + bars("fan", "From a watch to the subscribers", rows.filter { $0.name.hasPrefix("fan.") })
    case "memory": return bars(group, "Bytes held", rows) + held(rows)
    case "informer": return bars(group, "Informers and lists", rows) + resident(rows)
    case "bounds": return []
    default:
      let title = Catalog.groups.first { $0.name == group }?.title ?? group
      return bars(group, title, rows)
    }
  }

  private static func bars(_ name: String, _ title: String, _ rows: [Row], prefix: String = "") -> [Plot] {
    guard rows.contains(where: { $0.ratio != nil }) else { return [] }
    return [
      Plot(
        name: "benchmarks-\(name)", alternative: "\(title): how many times better than client-go, row by row",
        svg: RatioBars.render(rows, title: title, prefix: prefix))
    ]
  }

  private static func bars(_ group: String, _ rows: [Row], size: Int) -> [Plot] {
    bars(
      "\(group)-\(size)k", "A cache of \(size),000 objects", rows.filter { $0.name.hasPrefix("store.\(size)k.") },
      prefix: "\(size)k: ")
  }

  private static func held(_ rows: [Row]) -> [Plot] {
    let heaps = rows.filter { $0.name.hasSuffix(".heap") }
    guard !heaps.isEmpty else { return [] }
    return [
      Plot(
        name: "benchmarks-memory-held", alternative: "Heap of each pod, both sides",
        svg: PairedBars.render("Heap that a pod holds", heaps))
    ]
  }

  private static func resident(_ rows: [Row]) -> [Plot] {
    let sizes = rows.filter { $0.name.hasSuffix(".peak") || $0.name.hasSuffix(".steady") }
    guard !sizes.isEmpty else { return [] }
    return [
      Plot(
        name: "benchmarks-informer-memory", alternative: "Resident size of whole processes, both sides",
        svg: PairedBars.render("Resident size of the process", sizes))
    ]
  }

  private static func latencies(_ rows: [Row]) -> [Plot] {
    [
      ("1k", "1k changes a second"), ("10k", "10k changes a second"), ("100k", "100k changes a second"),
      ("", "a writer without rest"),
    ].compactMap { rate, beside in
      let points = [("p50", "50 %"), ("p99", "99 %"), ("p999", "99.9 %")].compactMap { key, label in
        rows.first { $0.name == "store.100k.get.writer\(rate).\(key)" }.flatMap { row in
          row.peer.map { (label, row.ours, $0) }
        }
      }
      guard points.count == 3 else { return nil }
      return Plot(
        name: "benchmarks-latency-\(rate.isEmpty ? "full" : rate)",
        alternative: "Time of single reads beside \(beside), by percentile",
        svg: Curves.render("A read beside \(beside), 100,000 objects", points, unit: "ns"))
    }
  }

  private static func growth(_ rows: [Row]) -> [Plot] {
    let cases = [
      ("memory", "Memory an entry", "B"), ("insert", "Insert, an object", "ns"), ("update", "Update, an object", "ns"),
      ("get", "Get", "ns"), ("list", "List", "ns"),
    ]
    return cases.compactMap { key, title, unit in
      let points = [(10, "10,000"), (100, "100,000"), (1_000, "1,000,000")].compactMap { size, label in
        rows.first { $0.name == "scale.\(size)k.\(key)" }.flatMap { row in
          row.peer.map { (label + " objects", row.ours, $0) }
        }
      }
      guard points.count > 1 else { return nil }
      return Plot(
        name: "benchmarks-scale-\(key)", alternative: "\(title), by the number of objects",
        svg: Curves.render("\(title), as the cache grows", points, unit: unit))
    }
  }
}
