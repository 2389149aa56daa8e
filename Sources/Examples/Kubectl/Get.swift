import ArgumentParser
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
    if name != nil, allNamespaces {
      throw ValidationError("a resource cannot be retrieved by name across all namespaces")
    }
    if name != nil, selector != nil { throw ValidationError("name cannot be provided when a selector is specified") }
  }

  func run() async throws {
    try await cluster.run { client in
      if let raw {
        let answer = try await client.rest.send(RESTRequest(verb: "get", path: raw))
        FileHandle.standardOutput.write(Data(answer.body.array))
        return
      }
      let (type, name) = try ClusterOptions.split(resource ?? "", name)
      let (found, objects) = try await cluster.resource(type, client, allNamespaces: allNamespaces)
      var options = ListOptions()
      options.labelSelector = try selector.map { try LabelSelector(parsing: $0) }
      options.fieldSelector = try fieldSelector.map { try FieldSelector(parsing: $0) }
      switch output {
      case nil, .wide: try await showTables(found, name, objects, options)
      case .json: try await show(.json, name, objects, options)
      case .yaml: try await show(.yaml, name, objects, options)
      case .name: try await show(.name, name, objects, options)
      }
    }
  }

  private func showTables(
    _ found: APIResource, _ name: String?, _ objects: ResourceClient<Unstructured>, _ options: ListOptions
  ) async throws {
    var printer = TablePrinter(isWide: output == .wide, showsNamespace: allNamespaces && found.isNamespaced)
    let table = try await objects.table(name, options)
    put(printer.text(table))
    guard watch else {
      if table.rows.isEmpty {
        standardError("No resources found\(objects.namespace.map { " in \($0) namespace." } ?? "")")
      }
      return
    }
    for try await event in try await objects.tableEvents(changes(options, of: name, since: table.resourceVersion)) {
      if let table = event.object { put(printer.text(table)) }
    }
  }

  private func show(
    _ form: ObjectPrinter.Form, _ name: String?, _ objects: ResourceClient<Unstructured>, _ options: ListOptions
  ) async throws {
    var printer = ObjectPrinter(form)
    let version: String
    if let name {
      let object = try await objects.get(name)
      put(try printer.text(object))
      version = object.metadata.resourceVersion ?? ""
    } else {
      let page = try await objects.list(options)
      if watch {
        for object in page.items { put(try printer.text(object)) }
      } else {
        put(try printer.text(page.items))
      }
      version = page.resourceVersion
    }
    guard watch else { return }
    for try await event in try await objects.events(changes(options, of: name, since: version)) {
      if let object = event.object { put(try printer.text(object)) }
    }
  }

  private func changes(_ options: ListOptions, of name: String?, since version: String) -> ListOptions {
    var options = options
    if let name { options.fieldSelector = Field("metadata.name") == name }
    options.resourceVersion = version
    return options
  }

  /// At once, also into a pipe.
  private func put(_ text: String) {
    if !text.isEmpty { FileHandle.standardOutput.write(Data(text.utf8)) }
  }
}
