/// The processes that measure a group of rows: both sides get the same subcommand and options.
struct Plan: Sendable {
  /// One process a side and round.
  struct Step: Sendable {
    var ours: [String]
    /// Nil if the peer has no such variant: its samples come from another step.
    var peer: [String]?
    var needsServer = false

    init(_ words: String, oursOnly: Bool = false, needsServer: Bool = false) {
      ours = words.split(separator: " ").map(String.init)
      peer = oursOnly ? nil : ours
      self.needsServer = needsServer
    }
  }

  static func steps(of group: String, quick: Bool) -> [Step] {
    switch group {
    case "codec":
      ["pods", "unique"].flatMap { set in
        (set == "pods" ? ["json", "pb", "unstructured"] : ["json", "pb"]).map {
          Step("codec -set \(set) -format \($0)")
        }
      }
    case "memory":
      ["pods", "unique"].flatMap { set in
        (set == "pods" ? ["json", "pb", "unstructured"] : ["json", "pb"]).flatMap { format in
          [
            Step("hold -set \(set) -format \(format)"),
            Step("hold -set \(set) -format \(format) -sharing none", oursOnly: true),
          ]
        }
      }
    case "store": (quick ? [10] : [10, 100]).map { Step("store -count \($0)000") }
    case "scale": (quick ? [10, 100] : [10, 100, 1_000]).map { Step("scale -count \($0)000") }
    case "queues": ["queue", "fifo", "fan"].map { Step($0) }
    case "informer":
      ["json", "pb"].flatMap { format in
        ["list", "stream"].map { Step("informer -format \(format) -mode \($0)", needsServer: true) }
          + [Step("replay -format \(format)", needsServer: true)]
      }
    case "real": ["json", "pb"].map { Step("informer -label real. -format \($0) -mode list") }
    case "transport": [Step("transport -format json", needsServer: true)]
    case "controller": [Step("controller")]
    case "bounds": [Step("bounds")]
    default: []
    }
  }
}
