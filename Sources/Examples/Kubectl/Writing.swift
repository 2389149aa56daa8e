import ArgumentParser
import ExampleArguments
import Kubernetes

struct Create: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the objects of a file.",
    discussion: "A definition of a resource is waited for before the next object is made.")

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var manifests: ManifestFiles

  func run() async throws { try await cluster.run { try await run($0, .standard) } }

  func run(_ client: ClusterClient, _ lines: LineOutput) async throws {
    var failures = Failures()
    for entry in try manifests.entries() {
      try await failures.collect {
        let (found, objects) = try await cluster.resource(of: entry, client)
        let created: Unstructured
        do {
          created = try await objects.create(entry.object)
        } catch let error as KubernetesError {
          throw error.whileDoing("creating", entry.source)
        }
        try lines.line("\(ObjectPrinter.name(created)) created")
        try await Establishment(client: client).wait(for: created, of: found)
      }
    }
    try failures.check()
  }
}

struct Apply: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Apply the objects of a file on the server's side.",
    discussion: "Definitions of resources are applied first, and waited for.")

  @OptionGroup var cluster: ClusterOptions
  @OptionGroup var manifests: ManifestFiles
  @Flag(help: "As kubectl is told it; there is no other way here.") var serverSide = false
  @Option(help: "Who owns the fields that are applied.") var fieldManager = "kubectl-swift"
  @Flag(help: "Take over fields that others own.") var forceConflicts = false
  @Flag(help: "Only let the server check.") var dryRun = false

  func run() async throws { try await cluster.run { try await run($0, .standard) } }

  func run(_ client: ClusterClient, _ lines: LineOutput) async throws {
    var failures = Failures()
    for entry in ManifestFiles.inOrderOfNeed(try manifests.entries()) {
      try await failures.collect { try await apply(entry, client, lines) }
    }
    try failures.check()
  }

  private func apply(_ entry: ManifestFiles.Entry, _ client: ClusterClient, _ lines: LineOutput) async throws {
    let (found, objects) = try await cluster.resource(of: entry, client)
    var object = entry.object
    object[path: "metadata", "managedFields"] = nil
    let options = ApplyOptions(fieldManager: fieldManager, force: forceConflicts, dryRun: dryRun)
    let applied = try await objects.apply(object.metadata.name ?? "", object.json, options)
    try lines.line("\(ObjectPrinter.name(applied)) serverside-applied\(dryRun ? " (server dry run)" : "")")
    if !dryRun { try await Establishment(client: client).wait(for: applied, of: found) }
  }
}

struct Patch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Change parts of an object.")

  enum Kind: String, ExpressibleByArgument, CaseIterable { case json, merge, strategic }

  @OptionGroup var cluster: ClusterOptions
  @Argument(help: "The resource.") var resource: String
  @Argument(help: "The object's name.") var name: String?
  @Option(help: "The kind of patch.") var type: Kind = .strategic
  @Option(name: [.short, .long], help: "The patch, as JSON or YAML.") var patch: String
  @Option(help: "The subresource to patch, such as status.") var subresource: String?

  func run() async throws {
    try await cluster.run { client in
      let (resource, name) = try ClusterOptions.object(resource, name)
      let (found, objects) = try await cluster.resource(resource, client)
      let before = try await objects.get(name)
      let body = try Manifest.value(in: patch)
      let change: KubernetesCore.Patch =
        switch type {
        case .json: .json(try JSONPatch(json: body))
        case .merge: .merge(body)
        case .strategic: .strategic(body)
        }
      let after =
        if let subresource {
          try await objects.patch(name, subresource: subresource, change)
        } else {
          try await objects.patch(name, change)
        }
      let isSame = before.metadata.resourceVersion == after.metadata.resourceVersion
      let remark = isSame ? " (no change)" : ""
      try LineOutput.standard.line("\(ObjectPrinter.name(found.kind.groupKind))/\(name) patched\(remark)")
    }
  }
}

struct Scale: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Set the number of replicas.")

  @OptionGroup var cluster: ClusterOptions
  @Argument(help: "The resource, or resource/name.") var resource: String
  @Argument(help: "The object's name.") var name: String?
  @Option(help: "How many.") var replicas: Int64

  func run() async throws {
    try await cluster.run { client in
      let (type, name) = try ClusterOptions.object(resource, name)
      let (found, objects) = try await cluster.resource(type, client)
      let scale = objects.subresource("scale", of: name, as: Unstructured.self)
      try await scale.patch(.merge(["spec": ["replicas": .integer(replicas)]]))
      try LineOutput.standard.line("\(ObjectPrinter.name(found.kind.groupKind))/\(name) scaled")
    }
  }
}
