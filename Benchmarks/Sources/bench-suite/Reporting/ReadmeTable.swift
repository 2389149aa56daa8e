/// The table in the README, between two comments.
enum ReadmeTable {
  private static let start = "<!-- benchmarks: written by make bench -->"
  private static let end = "<!-- end of benchmarks -->"

  /// The main rows: what applications feel, and where we lose.
  static let names = [
    "codec.pods.decode.json", "codec.pods.decode.pb", "codec.pods.decode.unstructured", "codec.unique.decode.pb",
    "codec.pods.encode.json", "codec.pods.encode.pb", "hold.pods.json.heap", "hold.unique.json.heap",
    "informer.json.list.cpu", "informer.pb.list.cpu", "informer.json.list.peak", "informer.json.list.steady",
    "replay.json.rate", "replay.pb.rate", "transport.get.p50", "transport.get.cpu", "transport.list.gzip.rate",
    "transport.list.plain.rate", "transport.idle.memory", "store.100k.get", "store.100k.get.writer100k.p99",
    "store.100k.get.writer.p50", "store.100k.get.writer.p99", "store.100k.list", "store.100k.list.touch",
    "store.100k.update", "store.100k.memory", "queue.key.alternating", "queue.key.workers4", "queue.key.workers4.1us",
    "queue.key.pingpong",
    "fan.1", "fan.8", "controller.workers1.rate", "controller.workers4.rate",
  ]

  /// The text with the new table; nil if it has no place for one. Rows of groups that were not measured yet are left out.
  ///
  /// - Throws: A `SuiteError` if a name is none of the catalogue's, or its row is missing though its group was measured.
  static func replace(in text: String, with results: Results) throws -> String? {
    guard let from = text.firstRange(of: start), let to = text.firstRange(of: end), from.upperBound <= to.lowerBound
    else {
      return nil
    }
    let rows = try rows(of: results)
    let compared = results.rows.filter { $0.ratio != nil }
    let table = """

      Measured by `make bench` on \(results.date.prefix(10)), medians of \(Results.rounds(of: rows)) runs: \(results.machine);
      \(results.toolchain). A ratio above 1 means that client-swift is better. These are \(rows.count) of
      \(compared.count) rows, lost ones among them; client-swift is ahead in \(compared.filter { !$0.isBehind }.count) of all.

      \(MarkdownTable.brief(rows))
      """
    return text[..<from.upperBound] + table + text[to.lowerBound...]
  }

  private static func rows(of results: Results) throws -> [Row] {
    let measured = Set(results.rows.map(\.group))
    return try names.compactMap { name in
      guard let group = Catalog.groups.first(where: { $0.rows.contains { $0.name == name } }) else {
        throw SuiteError(description: "the README's table asks for \(name), which the catalogue does not have")
      }
      if let row = results[name] { return row }
      guard !measured.contains(group.name) else {
        throw SuiteError(description: "the README's table asks for \(name), which was not measured with its group")
      }
      return nil
    }
  }
}
