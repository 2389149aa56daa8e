import ArgumentParser
import ExampleArguments
import Kubernetes

struct Delete: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Delete objects.")

  enum Cascade: String, ExpressibleByArgument, CaseIterable { case background, foreground, orphan }

  @OptionGroup var cluster: ClusterOptions
  @Argument(help: "The resource, or resource/name.") var resource: String
  @Argument(help: "The objects' names; resource/name each if the first is.") var others: [String] = []
  @Option(name: [.customShort("l"), .long], help: "All objects with these labels.") var selector: String?
  @Flag(help: "All objects of the namespace.") var all = false
  @Option(help: "What happens to the objects that these own.") var cascade: Cascade = .background
  @Option(help: "How long the objects may take to end.") var gracePeriod: Int?

  func validate() throws {
    let hasNames = try NamedObjects.parse(resource, others).contains { !$0.names.isEmpty }
    if !hasNames, selector == nil, !all { throw ValidationError("Name objects, or give -l or --all.") }
    if hasNames, selector != nil || all { throw ValidationError("Names exclude -l and --all.") }
  }

  func run() async throws { try await cluster.run { try await run($0, .standard) } }

  func run(_ client: ClusterClient, _ lines: LineOutput) async throws {
    var failures = Failures()
    for named in try NamedObjects.parse(resource, others) {
      try await failures.collect { try await delete(named, client, lines) }
    }
    try failures.check()
  }

  private func delete(
    _ named: NamedObjects, _ client: ClusterClient, _ lines: LineOutput
  ) async throws {
    let (found, objects) = try await cluster.resource(named.type, client)
    let policy: PropagationPolicy =
      switch cascade {
      case .background: .background
      case .foreground: .foreground
      case .orphan: .orphan
      }
    let options = DeleteOptions(gracePeriodSeconds: gracePeriod, propagationPolicy: policy)
    var names = named.names
    if names.isEmpty {
      var selection = ListOptions()
      selection.labelSelector = try selector.map { try LabelSelector(parsing: $0) }
      names = try await objects.list(selection).items.compactMap(\.metadata.name)
    }
    if names.isEmpty { try lines.line("No resources found") }
    var failures = Failures()
    for name in names {
      try await failures.collect {
        try await objects.delete(name, options)
        let place = objects.namespace.map { " from \($0) namespace" } ?? ""
        try lines.line("\(ObjectPrinter.name(found.kind.groupKind)) \"\(name)\" deleted\(place)")
      }
    }
    try failures.check()
  }
}
