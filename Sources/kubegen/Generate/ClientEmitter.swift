/// Writes the clients of a schema's resources: for every group and version a struct with an accessor a resource.
struct ClientEmitter {
  let schema: Schema

  private struct Accessor {
    var resource: Schema.Resource
    var type: String
    var property: String
  }

  func emit() -> String {
    let modules = schema.modules.filter { !accessors($0).isEmpty }
    var lines = [GeneratedFile.header, ""]
    lines += ["public import KubernetesModels", "", "extension ClusterClient {"]
    for module in modules {
      lines.append("  /// The resources of `\(module.apiVersion)`.")
      lines.append("  public var \(property(module)): \(module.name)Client { \(module.name)Client(rest: rest) }")
    }
    lines.append("}")
    for module in modules {
      lines += ["", "/// The resources of `\(module.apiVersion)`.", "public struct \(module.name)Client: Sendable {"]
      lines.append("  let rest: RESTClient")
      for accessor in accessors(module) { lines += emit(accessor) }
      lines.append("}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func property(_ module: Schema.Module) -> String {
    module.name.prefix(1).lowercased() + module.name.dropFirst()
  }

  private func accessors(_ module: Schema.Module) -> [Accessor] {
    module.resources.compactMap { resource in
      let type = "\(module.name).\(resource.kind)"
      guard let definition = schema.type(type), definition.isKind else { return nil }
      return Accessor(resource: resource, type: type, property: camelCase(resource))
    }
  }

  /// `replicasets` of `ReplicaSet` is `replicaSets`.
  private func camelCase(_ resource: Schema.Resource) -> String {
    let kind = Array(resource.kind)
    guard resource.name.hasPrefix(resource.singular) || resource.kind.lowercased() == resource.singular else {
      return resource.name
    }
    var name = ""
    for (index, letter) in resource.name.enumerated() {
      name.append(index < kind.count && kind[index].lowercased() == String(letter) ? kind[index] : letter)
    }
    // A leading run of capitals is one word: APIService, CSIDriver.
    let run = name.prefix { $0.isUppercase }.count
    let lowered = run > 1 && run < name.count ? run - 1 : max(run, 1)
    return name.prefix(lowered).lowercased() + name.dropFirst(lowered)
  }

  private func emit(_ accessor: Accessor) -> [String] {
    let client =
      switch Set(accessor.resource.verbs) {
      case ["create"]: "CreateOnlyClient"
      case ["get", "list"]: "ReadOnlyClient"
      default: "ResourceClient"
      }
    let isWrapped = client != "ResourceClient"
    func make(_ arguments: String) -> String {
      let inner = "ResourceClient<\(accessor.type)>(\(arguments))"
      return isWrapped ? "\(client)(\(inner))" : inner
    }
    let result = "\(client)<\(accessor.type)>"
    guard accessor.resource.isNamespaced else {
      return [
        "  /// `\(accessor.resource.name)`.",
        "  public var \(accessor.property): \(result) { \(make("rest")) }",
      ]
    }
    var lines = [
      "  /// `\(accessor.resource.name)` in a namespace.",
      "  public func \(accessor.property)(in namespace: String) -> \(result) {",
      "    \(make("rest, namespace: namespace"))",
      "  }",
    ]
    if accessor.resource.verbs.contains("list") {
      lines += [
        "  /// `\(accessor.resource.name)` in all namespaces: to be listed and watched.",
        "  public var \(accessor.property): \(result) { \(make("rest, namespace: nil")) }",
      ]
    }
    return lines
  }
}
