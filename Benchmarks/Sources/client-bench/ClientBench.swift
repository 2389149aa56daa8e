import Measure

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures client-swift: one group of cases a run, one JSON line a sample, with the names that Peers/client-go prints.
@main
struct ClientBench {
  static let commands: [String: @Sendable (Arguments) async throws -> Void] = [
    "codec": { try CodecSuite(arguments: $0).run() },
    "hold": { try HoldSuite(arguments: $0).run() },
    "store": { try await StoreSuite(arguments: $0).run() },
    "fifo": { try await FIFOSuite(arguments: $0).run() },
    "queue": { try await QueueSuite(arguments: $0).run() },
    "cycles": { try await CycleSuite(arguments: $0).run() },
    "fan": { try await FanSuite(arguments: $0).run() },
    "fill": { try await FillSuite(arguments: $0).run() },
    "informer": { try await InformerSuite(arguments: $0).run() },
    "list": { try await ListSuite(arguments: $0).run() },
    "storm": { try await StormSuite(arguments: $0).run() },
    "reconcile": { try await ReconcileSuite(arguments: $0).run() },
    "embedded": { try await EmbeddedSuite(arguments: $0).run() },
    "replay": { try await ReplaySuite(arguments: $0).run() },
    "transport": { try await TransportSuite(arguments: $0).run() },
    "controller": { try await ControllerSuite(arguments: $0).run() },
    "bounds": { try BoundsSuite(arguments: $0).run() },
    "work": { try await WorkSuite(arguments: $0).run() },
    "scale": { try await ScaleSuite(arguments: $0).run() },
  ]

  /// Measures away from the main thread and the main actor: every hop to it or from it is a change of threads, which no
  /// server application makes. An asynchronous `main` would also end the main thread, which valgrind does not survive.
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard let name = words.first, let command = commands[name] else {
      print("usage: client-bench SUBCOMMAND [options]; subcommands: \(commands.keys.sorted().joined(separator: ", "))")
      exit(2)
    }
    Task.detached {
      do {
        try await command(Arguments(Array(words.dropFirst())))
        exit(0)
      } catch {
        print("client-bench \(name): \(error)")
        exit(1)
      }
    }
    while true { pause() }
  }
}
