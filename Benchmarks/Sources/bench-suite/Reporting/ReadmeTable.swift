/// The table in the README, between two comments.
enum ReadmeTable {
  private static let start = "<!-- benchmarks: written by make bench -->"
  private static let end = "<!-- end of benchmarks -->"

  /// The main rows: what applications feel, and where we lose.
  static let names = [
    "codec.pods.decode.json", "codec.pods.decode.pb", "codec.pods.decode.unstructured", "codec.unique.decode.pb",
    "codec.pods.encode.json", "codec.pods.encode.pb", "hold.pods.json.heap", "hold.unique.json.heap",
    "informer.json.list.cpu", "informer.pb.list.cpu", "informer.json.list.peak", "informer.json.list.steady",
    "replay.json.rate", "replay.pb.rate", "informer.real.pb.list.cpu", "storm.real.cpu", "reconcile.real.cpu",
    "transport.get.p50", "transport.get.cpu", "transport.list.gzip.rate", "transport.idle.memory", "store.100k.get",
    "store.100k.get.writer100k.p99", "store.100k.get.writer100k.p999", "store.100k.list", "store.100k.update",
    "store.100k.memory", "queue.key.alternating", "queue.key.workers4", "queue.key.workers4.1us", "queue.key.pingpong",
    "fan.1", "fan.8", "controller.workers1.rate", "controller.workers4.rate",
  ]

  /// The text with the new table; nil if it has no place for one.
  static func replace(in text: String, with results: Results) -> String? {
    guard let from = text.firstRange(of: start), let to = text.firstRange(of: end), from.upperBound <= to.lowerBound
    else {
      return nil
    }
    let rows = names.compactMap { results[$0] }
    let compared = results.rows.filter { $0.ratio != nil }
    let table = """

      Measured by `make bench` on \(results.date.prefix(10)), medians of \(runs(rows)) runs: \(results.machine);
      \(results.toolchain). A ratio above 1 means that client-swift is better. These are \(rows.count) of
      \(compared.count) rows, lost ones among them; client-swift is ahead in \(compared.filter { !$0.isBehind }.count) of all.

      \(MarkdownTable.brief(rows))
      """
    return text[..<from.upperBound] + table + text[to.lowerBound...]
  }

  private static func runs(_ rows: [Row]) -> String {
    let counts = rows.map(\.runs)
    guard let least = counts.min(), let most = counts.max() else { return "no" }
    return least == most ? "\(least)" : "\(least) to \(most)"
  }
}
