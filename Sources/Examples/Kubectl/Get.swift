import ArgumentParser
import ExampleArguments
import Foundation
import Kubernetes

struct Get: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show objects.")

  enum Output: String, ExpressibleByArgument, CaseIterable { case json, yaml, name, wide }

  @OptionGroup var cluster: ClusterOptions
  @Argument(help: "The resource, such as pods or deployments.apps.") var resource: String?
  @Argument(help: "The object's name.") var name: String?
  @Flag(name: [.customShort("A"), .long], help: "All namespaces.") var allNamespaces = false
  @Option(name: [.customShort("l"), .long], help: "Only objects with these labels.") var selector: String?
  @Option(name: .long, help: "Only objects with these fields.") var fieldSelector: String?
  @Option(name: [.short, .long], help: "How to show them.") var output: Output?
  @Flag(name: [.short, .long], help: "Go on showing changes.") var watch = false
  @Option(help: "Show what is at this path of the server.") var raw: String?

  func validate() throws {
    if raw == nil, resource == nil { throw ValidationError("Name a resource, or a path with --raw.") }
    if raw != nil, resource != nil { throw ValidationError("--raw takes a path and nothing else.") }
    guard let resource, try NamedObjects.one(resource, name).name != nil else { return }
    if allNamespaces { throw ValidationError("a resource cannot be retrieved by name across all namespaces") }
    if selector != nil || fieldSelector != nil {
      throw ValidationError("name cannot be provided when a selector is specified")
    }
  }

  func run() async throws { try await cluster.run { try await run($0, .standard) } }

  func run(_ client: ClusterClient, _ lines: LineOutput) async throws {
    if let raw {
      let answer = try await client.rest.send(RESTRequest(verb: "get", path: raw))
      return try lines.write(Data(answer.body.array))
    }
    let (type, name) = try NamedObjects.one(resource ?? "", name)
    let (found, objects) = try await cluster.resource(type, client, allNamespaces: allNamespaces)
    var options = ListOptions()
    options.labelSelector = try selector.map { try LabelSelector(parsing: $0) }
    options.fieldSelector = try fieldSelector.map { try FieldSelector(parsing: $0) }
    if watch, let name {
      // The server may have forgotten the version of an object that is old; that of a list is of now.
      options.fieldSelector = Field("metadata.name") == name
    }
    switch output {
    case nil, .wide: try await showTables(found, name, objects, options, lines)
    case .json: try await show(.json, name, objects, options, lines)
    case .yaml: try await show(.yaml, name, objects, options, lines)
    case .name: try await show(.name, name, objects, options, lines)
    }
  }

  private func showTables(
    _ found: APIResource, _ name: String?, _ objects: ResourceClient<Unstructured>, _ options: ListOptions,
    _ lines: LineOutput
  ) async throws {
    var printer = TablePrinter(isWide: output == .wide, showsNamespace: allNamespaces && found.isNamespaced)
    let table = try await objects.table(watch ? nil : name, options)
    try lines.write(printer.text(table))
    guard watch else {
      if table.rows.isEmpty {
        standardError("No resources found\(objects.namespace.map { " in \($0) namespace." } ?? "")")
      }
      return
    }
    // What is not there is refused in the server's words.
    if table.rows.isEmpty, let name { _ = try await objects.get(name) }
    for try await event in try await objects.tableEvents(options.since(table.resourceVersion)) {
      if let table = event.object { try lines.write(printer.text(table)) }
    }
  }

  private func show(
    _ form: ObjectPrinter.Form, _ name: String?, _ objects: ResourceClient<Unstructured>, _ options: ListOptions,
    _ lines: LineOutput
  ) async throws {
    var printer = ObjectPrinter(form)
    if !watch, let name { return try lines.write(printer.text(try await objects.get(name))) }
    let page = try await objects.list(options)
    guard watch else { return try lines.write(printer.text(page.items)) }
    for object in page.items { try lines.write(printer.text(object)) }
    // What is not there is refused in the server's words.
    if page.items.isEmpty, let name { _ = try await objects.get(name) }
    for try await event in try await objects.events(options.since(page.resourceVersion)) {
      if let object = event.object { try lines.write(printer.text(object)) }
    }
  }
}

extension ListOptions {
  /// The same selection, from a version on.
  fileprivate func since(_ version: String) -> ListOptions {
    var options = self
    options.resourceVersion = version
    return options
  }
}
