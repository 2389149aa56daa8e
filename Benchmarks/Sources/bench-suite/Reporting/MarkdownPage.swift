/// The page of the documentation.
enum MarkdownPage {
  static func render(_ results: Results) -> String {
    var text = """
      # Benchmarks

      client-swift and Go's client-go, the same work on the same bytes, in one run. This page is written by `make bench`.

      ## Overview

      Machine: \(results.machine).
      Toolchains: \(results.toolchain).
      Date: \(results.date).

      Both sides are programs that run one group of cases and print samples; they are run in turn, and the median of the
      runs counts. A ratio above 1 means that client-swift is better, whatever the unit. The spread is the wider of both
      sides' ranges, in parts of the median. Where we are behind, the row says so.

      `make bench` runs everything; `make bench-quick` takes three minutes and smaller inputs and changes no file.

      """
    for group in Catalog.groups {
      let rows = results.rows.filter { $0.group == group.name }
      guard !rows.isEmpty else { continue }
      text += "\n## \(group.title)\n\n"
      if let note = notes[group.name] { text += note + "\n\n" }
      for plot in Plots.names(of: group.name, results) { text += "![\(plot.alternative)](\(plot.name))\n\n" }
      text += MarkdownTable.render(rows)
    }
    return text
  }

  private static let notes: [String: String] = [
    "codec": """
    The pods are a recorded one of a real server, multiplied: 200 applications of 50 replicas each, which share what \
    replicas share. "No two pods alike" is the worst case for sharing: every pod has labels, environment, container \
    names and field owners of its own. Go's garbage collector works beside the decoder; ours frees what it read \
    outside the measured time, as a collector would.
    """,
    "memory": """
    Heap in use for each pod when the input is gone, after a collection and with free memory given back. The peaks \
    are the resident sizes of whole processes.
    """,
    "store": """
    Small pods, two indexes, keys that share no memory with those of the cache. "Beside changes" is a writer that \
    applies batches of 100 at a fixed rate; the time of a single read includes reading the clock twice.
    """,
    "queues": """
    The queue rows are nanoseconds an item. The informer rows go from a watch in memory through the whole informer \
    to the handlers, in nanoseconds an event and subscriber; client-go hands over each event, here in batches of 64 \
    unless said otherwise.
    """,
    "informer": """
    A server in Go answers from memory over TLS, so that the client is the limit. Lists are gzipped as the API \
    server does it, streams are not.
    """,
    "bounds": "What the rest can be measured by, one thread.",
  ]
}
