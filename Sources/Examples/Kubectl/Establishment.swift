import Kubernetes

/// Waits until the server serves a new kind of resource, which the next documents of a file may need.
struct Establishment {
  /// How long a definition may take, from its making to its being served.
  private static let limit = 30
  /// How long to wait between two readings of what is served.
  private static let pause: Duration = .milliseconds(200)

  let client: ClusterClient

  /// Nothing for an object that defines no resource.
  ///
  /// - Throws: `KubernetesError` with the code `timeout`.
  func wait(for object: Unstructured, of resource: APIResource) async throws {
    guard resource.kind.groupKind == GroupKind(group: "apiextensions.k8s.io", kind: "CustomResourceDefinition"),
      let name = object.metadata.name
    else { return }
    try await wait(for: object, name, clock: client.rest.configuration.clock)
  }

  private func wait<C: Clock>(
    for definition: Unstructured, _ name: String, clock: C
  ) async throws where C.Duration == Duration {
    let end = clock.now.advanced(by: .seconds(Self.limit))
    guard try await isEstablished(definition, name) else {
      throw KubernetesError(.timeout, "\(name) was not established within \(Self.limit) s")
    }
    // What lists the resources hears of the new one a little later.
    let served = Self.resources(of: definition)
    while true {
      let catalog = try await client.discovery.refresh()
      if served.allSatisfy({ catalog.resource($0) != nil }) { return }
      guard clock.now < end else {
        throw KubernetesError(.timeout, "\(name) is established, but was not served within \(Self.limit) s")
      }
      try await clock.sleep(for: Self.pause)
    }
  }

  private func isEstablished(_ definition: Unstructured, _ name: String) async throws -> Bool {
    let kind = definition.groupVersionKind
    let definitions = client.dynamic.resource(
      GroupVersionResource(
        group: kind?.group ?? "", version: kind?.version ?? "v1", resource: "customresourcedefinitions"))
    let options = ListOptions(fieldSelector: Field("metadata.name") == name, timeoutSeconds: Self.limit)
    for try await event in try await definitions.events(options) {
      let conditions = event.object?[path: "status", "conditions"]?.array ?? []
      if conditions.contains(where: { $0["type"] == "Established" && $0["status"] == "True" }) { return true }
    }
    return false
  }

  /// What discovery is to list: the resource in each version that is served.
  static func resources(of definition: Unstructured) -> [GroupVersionResource] {
    guard let group = definition[path: "spec", "group"]?.string,
      let plural = definition[path: "spec", "names", "plural"]?.string
    else { return [] }
    return (definition[path: "spec", "versions"]?.array ?? []).filter { $0["served"] == true }.compactMap { version in
      version["name"]?.string.map { GroupVersionResource(group: group, version: $0, resource: plural) }
    }
  }
}
