// The controller that Kubernetes' own sample controller is, in Swift: a Foo asks for a Deployment, and gets it.
//
// Needs a cluster, or nothing at all:
//
//   swift run FooController demo                         # everything in this process, for twenty seconds
//   swift run FooController run --install                # the cluster of the current kubeconfig

import ArgumentParser
import Kubernetes
import UnixSignals

@main
struct FooCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "FooController", abstract: "A controller that makes a Deployment for every Foo.",
    subcommands: [Run.self, Demo.self, Definition.self])
}

/// The controller itself.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the controller until it is interrupted.")

  @Option(help: "The kubeconfig file; KUBECONFIG or ~/.kube/config if none is given.")
  var kubeconfig: String?

  @Option(help: "The context to use.")
  var context: String?

  @Option(name: [.short, .long], help: "Only this namespace.")
  var namespace: String?

  @Flag(help: "Make the server serve Foos first.")
  var install = false

  @Option(
    help: "Work only while this Lease is held, given as namespace/name: for several replicas.")
  var lease: String?

  /// Without a lease every replica would work, so one that cannot be understood is refused.
  func validate() throws {
    if let lease, ObjectKey(lease) == nil {
      throw ValidationError("--lease \(lease): neither namespace/name nor a name")
    }
  }

  func run() async throws {
    let client = try await ClusterClient.connect(kubeconfig: kubeconfig, context: context)
    if install { try await Foo.install(client) }
    let events = Controller<Foo>.recorder(client)
    let controller = Controller<Foo>.foos(
      client, events: events, namespaces: namespace.map { [$0] })
    let elector = lease.flatMap { ObjectKey($0) }.map { LeaderElector(client, lease: $0) }
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    try await FooProgram(controller: controller, events: events, elector: elector).run {
      for await _ in signals { return }
    }
    await client.shutdown()
  }
}

/// The custom resource's definition, for `kubectl apply`.
struct Definition: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the definition of the custom resource, as JSON.")

  func run() throws {
    print(String(decoding: try Foo.definition.wireBytes(format: .json), as: UTF8.self))
  }
}
