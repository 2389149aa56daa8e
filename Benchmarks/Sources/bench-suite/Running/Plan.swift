/// The processes that measure a group of rows: both sides get the same subcommand and options.
struct Plan: Sendable {
  /// One process a side and round.
  struct Step: Sendable {
    /// The subcommand and its options.
    var words: [String]
    /// False if the peer has no such variant: its samples come from another step, or there are none.
    var runsPeer: Bool
    /// Options that the suite adds.
    var needs: Set<Need>

    init(_ words: String, oursOnly: Bool = false, needs: Set<Need> = []) {
      self.words = words.split(separator: " ").map(String.init)
      runsPeer = !oursOnly
      self.needs = needs
    }
  }

  /// What a process has to be told.
  enum Need: Sendable {
    /// The folder of the lists of pods.
    case pods
    /// How many events a watch of the server of pods has.
    case events
    /// The peer's server of pods, which answers from memory.
    case podServer
    /// The embedded API server, in a process of its own, filled with the pods.
    case testServer
    /// A real kube-apiserver, filled with the pods.
    case cluster
  }

  static func steps(of group: String, quick: Bool) -> [Step] {
    switch group {
    case "codec": codec(quick: quick)
    case "memory": memory(quick: quick)
    case "store": (quick ? [10] : [10, 100]).map { Step("store -count \($0)000") }
    case "scale": (quick ? [10, 100] : [10, 100, 1_000]).map { Step("scale -count \($0)000") }
    case "queues": ["queue", "fifo", "fan"].map { Step($0) }
    case "informer": informer
    case "transport": [Step("transport -format json", needs: [.podServer, .events])]
    case "controller": [Step("controller")]
    case "embedded":
      whole("embedded", .testServer, formats: ["json"], modes: ["list", "stream"])
        + [Step("embedded", oursOnly: true)]
    case "real": whole("real", .cluster, formats: ["json", "pb"], modes: ["list"])
    case "bounds": [Step("bounds", needs: [.pods])]
    default: []
    }
  }

  private static func codec(quick: Bool) -> [Step] {
    let sets: [(String, [String])] =
      quick
      ? [("pods", ["json", "pb", "unstructured"])]
      : [("pods", ["json", "pb", "unstructured"]), ("pods1k", ["json", "pb"]), ("unique", ["json", "pb"])]
    return sets.flatMap { set, formats in
      formats.map { Step("codec -set \(set) -format \($0)", needs: [.pods]) }
    }
  }

  private static func memory(quick: Bool) -> [Step] {
    (quick ? ["pods"] : ["pods", "unique"]).flatMap { set in
      (set == "pods" ? ["json", "pb", "unstructured"] : ["json", "pb"]).flatMap { format in
        [
          Step("hold -set \(set) -format \(format)", needs: [.pods]),
          Step("hold -set \(set) -format \(format) -sharing strings", oursOnly: true, needs: [.pods]),
          Step("hold -set \(set) -format \(format) -sharing none", oursOnly: true, needs: [.pods]),
        ]
      }
    } + [Step("cycles", oursOnly: true)]
  }

  private static let informer = ["json", "pb"].flatMap { format in
    ["list", "stream"].map { Step("informer -format \(format) -mode \($0)", needs: [.podServer]) }
      + [
        Step("replay -format \(format)", needs: [.podServer, .events]),
        Step("list -format \(format)", needs: [.podServer]),
      ]
  }

  /// Whole paths on a server that does everything.
  private static func whole(_ label: String, _ server: Need, formats: [String], modes: [String]) -> [Step] {
    formats.flatMap { format in
      modes.map { Step("informer -label \(label). -format \(format) -mode \($0)", needs: [server]) }
    } + ["storm", "reconcile"].map { Step("\($0) -label \(label). -format json", needs: [server]) }
  }
}
