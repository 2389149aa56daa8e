/// The page of the documentation.
enum MarkdownPage {
  static func render(_ results: Results) -> String {
    var text = overview(results)
    for group in Catalog.groups {
      let rows = results.rows.filter { $0.group == group.name }
      guard !rows.isEmpty else { continue }
      text += "\n## \(group.title)\n\n"
      if let note = notes[group.name] { text += note + "\n\n" }
      for plot in Plots.of(group.name, results) { text += "![\(plot.alternative)](\(plot.name))\n\n" }
      text += MarkdownTable.render(rows)
      text += behind(rows)
      if group.name == "bounds" { text += distance(results) }
    }
    return text
  }

  private static func overview(_ results: Results) -> String {
    let compared = results.rows.filter { $0.ratio != nil }
    let better = compared.filter { !$0.isBehind }.count
    return """
      # Benchmarks

      client-swift and Go's client-go, the same work on the same bytes, in one run. This page is written by `make bench`.

      ## Overview

      | | |
      |---|---|
      | machine | \(results.machine) |
      | toolchains | \(results.toolchain) |
      | command | `make bench` |
      | date | \(dates(results)) |
      | runs | \(results.rounds) of each row |
      | rows | \(compared.count) compared: client-swift better in \(better), client-go in \(compared.count - better) |

      ### How to read it

      Both sides are programs that run one group of cases and print samples. They are run in turn, one after the other \
      and never at the same time, and the median of the runs counts: of \(results.rounds), as the table says.

      - A **ratio** above 1 means that client-swift is better, whatever the unit: less time, less memory, or a higher rate.
      - **Asked for** is the ratio that was set as a goal before the code was written; a row that falls short says "missed".
      - The **spread** is the wider of both sides' ranges, largest less smallest, in parts of the median. A ratio that is \
      closer to 1 than the spread says nothing.
      - Rows in which client-go is ahead stay in the tables, and below each table stands why, where it was looked into.
      - **CPU** is that of the whole process: with Go, of its collector too. Time depends on how many cores are free for \
      that; on a machine with more cores Go's times, not its CPU, are better than here.

      ### What is compared

      client-go is the one of Debian's packages, with its defaults but for the client-side rate limit, which is off on both \
      sides. Its informers use RealFIFO and, where the row says so, streaming lists. Garbage collection is left at its \
      defaults. client-swift runs with its defaults, too; variants say so.

      ### Doing it yourself

      `make bench` runs everything; with as many rounds as above it takes about \(minutes(results)) minutes on that \
      machine, besides building. `make bench-quick` has smaller inputs, takes less than three minutes and changes no file. \
      `.ci/bench --only store,queues` runs some groups, and `.ci/bench --resume` goes on with a run that was interrupted. \
      `make bench-counters` counts allocations, retains and instructions, and fails when they rise above what is recorded \
      in `Benchmarks/Thresholds`: those do not depend on the machine's speed.

      """
  }

  private static func dates(_ results: Results) -> String {
    let days = Set(results.rows.map { String($0.date.prefix(10)) }).sorted()
    return days.count > 1 ? "\(days.first ?? "") to \(days.last ?? ""), group by group" : days.first ?? ""
  }

  private static func minutes(_ results: Results) -> Int {
    Int((results.seconds.values.reduce(0, +) / 60).rounded(.up))
  }

  private static func behind(_ rows: [Row]) -> String {
    let reasons = Reasons.of(rows)
    guard !reasons.isEmpty else { return "" }
    return "\nWhere client-go is ahead, or a goal was missed:\n\n"
      + reasons.map { "- **\($0.titles.joined(separator: "; "))**: \($0.why).\n" }.joined()
  }

  private static func distance(_ results: Results) -> String {
    let limits = Limits(results)
    guard !limits.lines.isEmpty else { return "" }
    return """

      ### How far from the limits

      What client-swift reaches, beside what the same machine can do at most with the same bytes. No reader of JSON is \
      faster than a pass over the document that makes nothing, and no writer than a copy.

      \(limits.markdown)
      """
  }

  private static let notes: [String: String] = [
    "codec": """
    10,000 pods unless it says otherwise: a recorded one of a real server, multiplied: 200 applications of 50 replicas \
    each, which share what replicas share. "No two pods alike" is the worst case for sharing: every pod has labels, \
    environment, container names and field owners of its own. Freeing what was read is not part of these times, with Go the \
    collecting that goes on beside the decoder is; rows that say "read and freed" have all of it on both sides.
    """,
    "memory": """
    Heap in use for each pod when the input is gone, after a collection and with free memory given back. The peaks \
    are the resident sizes of whole processes.
    """,
    "store": """
    Small pods, two indexes, keys that share no memory with those of the cache. "Beside changes" is a writer that \
    applies batches of 100 at a fixed rate, or one after the other without rest; the time of a single read includes reading \
    the clock twice. "Read a field" reads the object after it was got: what comes back untouched is cheap to return for Go, and dear to read later.
    """,
    "scale": "The same cache with 10,000, 100,000 and 1,000,000 objects, in a process of its own each.",
    "queues": """
    The queue rows are nanoseconds an item. The informer rows go from a watch in memory through the whole informer \
    to the handlers, in nanoseconds an event and subscriber; client-go hands over each event, here in batches of 64 \
    unless said otherwise.
    """,
    "informer": """
    10,000 pods, 124 MB in JSON and 90 MB in Protobuf. A server in Go answers from memory over TLS, so that the client is \
    the limit. Lists are gzipped as the API \
    server does it, streams are not.
    """,
    "transport": """
    The same server in Go, HTTP/2 over TLS on both sides. The list is that of the 10,000 pods, 124 MB of JSON.
    """,
    "controller": "A reconciler that reads the cached object and does nothing, over 10,000 small pods in memory.",
    "embedded": """
    `kube-testserver` in a process of its own, with TLS, that holds the 10,000 pods. It uses the same two cores. The storm \
    patches config maps of 1 kB in one namespace that is watched 32 times; the controller brings 500 config maps to a \
    wanted annotation, two reconciles each. The last rows are the server itself, in the process: client-go has no \
    counterpart.
    """,
    "real": """
    The kube-apiserver and etcd of Debian's packages on the same two cores, filled with the 10,000 pods: the server is \
    the limit for rates, CPU is that of the client alone. This kube-apiserver is older than streaming lists.
    """,
    "bounds": "What the rest can be measured by, one thread.",
  ]
}
