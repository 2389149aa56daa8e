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
      case nil, .wide: try await showTable(found, name, objects, options)
      case .json, .yaml, .name: try await show(found, name, objects, options)
      }
    }
  }

  private func showTable(
    _ found: APIResource, _ name: String?, _ objects: ResourceClient<Unstructured>, _ options: ListOptions
  ) async throws {
    let table = try await objects.table(name, options)
    let printer = TablePrinter(isWide: output == .wide, showsNamespace: allNamespaces && found.isNamespaced)
    if table.rows.isEmpty {
      let place = objects.namespace.map { " in \($0) namespace." } ?? ""
      FileHandle.standardError.write(Data("No resources found\(place)\n".utf8))
    } else {
      print(printer.text(table), terminator: "")
    }
    guard watch else { return }
    fflush(nil)
    for try await event in try await objects.tableEvents(watchOptions(options, name, from: table.resourceVersion)) {
      if let row = event.object { print(printer.rows(row), terminator: "") }
      fflush(nil)
    }
  }

  private func watchOptions(_ options: ListOptions, _ name: String?, from version: String) -> ListOptions {
    var options = options
    if let name { options.fieldSelector = Field("metadata.name") == name }
    options.resourceVersion = version
    return options
  }

  private func show(
    _ found: APIResource, _ name: String?, _ objects: ResourceClient<Unstructured>, _ options: ListOptions
  ) async throws {
    if let name {
      let object = try await objects.get(name)
      try show(object, found)
      if watch {
        try await follow(objects, watchOptions(options, name, from: object.metadata.resourceVersion ?? ""), found)
      }
      return
    }
    let page = try await objects.list(options)
    if output == .name || watch {
      for object in page.items { try show(object, found) }
    } else {
      let list: JSONValue = ["apiVersion": "v1", "kind": "List", "items": .array(page.items.map(\.json))]
      print(output == .yaml ? try Manifest.yaml(list) : try list.indentedJSON())
    }
    if watch { try await follow(objects, watchOptions(options, nil, from: page.resourceVersion), found) }
  }

  private func follow(
    _ objects: ResourceClient<Unstructured>, _ options: ListOptions, _ found: APIResource
  ) async throws {
    for try await event in try await objects.events(options) {
      if let object = event.object { try show(object, found) }
      fflush(nil)
    }
  }

  private func show(_ object: Unstructured, _ found: APIResource) throws {
    switch output {
    case .name: print("\(found.displayName)/\(object.metadata.name ?? "")")
    case .yaml: print(try Manifest.yaml(object.json), terminator: watch ? "---\n" : "")
    default: print(try object.json.indentedJSON())
    }
  }
}
