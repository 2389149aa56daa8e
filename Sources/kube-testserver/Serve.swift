import ArgumentParser
import KubernetesCore
import KubernetesTesting
import UnixSignals

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Serves until a signal comes.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM or SIGINT (what happens by default).")

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 for any that is free.")
  var port = 0

  @Option(help: "Write a kubeconfig file here.")
  var kubeconfig: String?

  @Flag(help: "Encrypt connections; the kubeconfig then holds a client certificate.")
  var tls = false

  @Option(help: "Accept only this bearer token (and client certificates).")
  var token: String?

  @Option(help: "Create the objects of this file of manifests, YAML or JSON, first. May be given more than once.")
  var seed: [String] = []

  @Option(help: "Make uids and generated names repeat from run to run.")
  var randomSeed: UInt64?

  @Flag(help: "Run simulated controllers: deployments get pods, jobs end, services get endpoints.")
  var simulate = false

  @Flag(help: "Give pods containers with files in memory and a handful of commands, for exec, cp, attach and logs.")
  var containers = false

  @Flag(help: "Leave to clients what controllers of a real cluster do: garbage collection, and ending namespaces.")
  var bare = false

  func run() async throws {
    var configuration = EmbeddedAPIServer.Configuration()
    configuration.collectsGarbage = !bare
    configuration.removesNamespaces = !bare
    configuration.seed = randomSeed
    if let token { configuration.authentication = Authentication(tokens: [token: .administrator]) }
    let server = EmbeddedAPIServer(configuration)
    if containers { InMemoryContainers().serve(server.kubelet) }
    for path in seed {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      do {
        try await server.create(manifests: String(decoding: data, as: UTF8.self))
      } catch var error as KubernetesError {
        error.message = "\(path): \(error.message)"
        throw error
      }
    }
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    let simulate = simulate
    try await server.serving(ServingOptions(host: host, port: port, usesTLS: tls)) { endpoint in
      if let kubeconfig {
        try Data(endpoint.kubeconfig.utf8).write(to: URL(fileURLWithPath: kubeconfig))
      }
      print("listening on \(endpoint.url)")
      FileOutput.flush()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in signals { return } }
        if simulate { group.addTask { try await server.simulateControllers() } }
        try await group.next()
        group.cancelAll()
      }
    }
  }
}
