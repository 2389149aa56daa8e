/// The table in the README, between two comments.
enum ReadmeTable {
  private static let start = "<!-- benchmarks: written by make bench -->"
  private static let end = "<!-- end of benchmarks -->"

  static let names = [
    "codec.pods.decode.json", "codec.pods.decode.pb", "codec.pods.decode.unstructured", "codec.pods.encode.json",
    "codec.pods.encode.pb", "hold.pods.json.heap", "hold.unique.json.heap", "informer.json.list.cpu",
    "informer.pb.list.cpu", "informer.json.list.peak", "informer.json.list.steady", "replay.json.rate",
    "replay.pb.rate", "store.100k.get", "store.100k.get.writer100k.p99", "store.100k.list", "store.100k.update",
    "queue.key.alternating", "queue.key.workers4", "queue.key.pingpong", "fan.8", "transport.get.p50",
    "controller.workers1.rate", "controller.workers4.rate",
  ]

  /// The text with the new table; nil if it has no place for one.
  static func replace(in text: String, with results: Results) -> String? {
    guard let from = text.firstRange(of: start), let to = text.firstRange(of: end), from.upperBound <= to.lowerBound
    else {
      return nil
    }
    let rows = names.compactMap { name in results.rows.first { $0.name == name } }
    let table = """

      Measured by `make bench` on \(results.date.prefix(10)): \(results.machine); \(results.toolchain). A ratio above 1
      means that client-swift is better. These are the main rows, the lost ones among them; `Documentation.docc` has all.

      \(MarkdownTable.brief(rows))
      """
    return text[..<from.upperBound] + table + text[to.lowerBound...]
  }
}
