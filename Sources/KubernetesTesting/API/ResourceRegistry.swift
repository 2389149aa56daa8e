import KubernetesCore
import KubernetesLocks

/// All resources that are served, built in and custom.
final class ResourceRegistry: Sendable {
  private struct State {
    var definitions: [GroupVersionResource: ResourceDefinition]
    /// Groups in the order of discovery, each with its versions, the preferred one first.
    var groups: [(group: String, versions: [String])]
    var custom: [String: Definition] = [:]
    /// A definition of each place where objects are stored, whether it is served or not.
    var stored: [GroupResource: ResourceDefinition] = [:]
  }

  /// What a definition of custom resources defines.
  struct Definition: Sendable {
    var group: String
    /// The names that are its own, as in its status.
    var acceptedNames: JSON
    /// Whether all of its names are.
    var isAccepted: Bool
    fileprivate var served: [ResourceDefinition]
    fileprivate var stored: ResourceDefinition?

    init(_ tree: JSON, revision: Int) {
      group = tree["spec"]?["group"]?.string ?? ""
      acceptedNames = tree[path: "status", "acceptedNames"] ?? .emptyObject
      isAccepted = DefinitionNames.condition("NamesAccepted", of: tree)?["status"] == "True"
      let versions = CustomResources.definitions(tree, revision: revision)
      served = versions.filter(\.isServed).map(\.definition)
      stored = versions.map(\.definition).first { $0.resource.groupVersion == $0.storageVersion }
    }

    /// As long as the schemas are the same, what was written by them stays as it is.
    fileprivate mutating func keepSettled(_ old: Definition) {
      for index in served.indices {
        guard let new = served[index].custom, new.settledSince != .max,
          let before = old.served.first(where: { $0.resource == served[index].resource })?.custom,
          before.schemas == new.schemas
        else { continue }
        served[index].custom?.settledSince = min(before.settledSince, new.settledSince)
      }
    }
  }
  private let state: Lock<State>

  /// Starts with the built-in resources.
  init() {
    var state = State(definitions: [:], groups: [])
    for definition in Self.builtIn {
      state.definitions[definition.resource] = definition
      if definition.resource.groupVersion == definition.storageVersion { state.stored[definition.storage] = definition }
      Self.add(definition.resource.groupVersion, to: &state.groups)
    }
    self.state = Lock(state)
  }

  private static func add(_ version: GroupVersion, to groups: inout [(group: String, versions: [String])]) {
    if let at = groups.firstIndex(where: { $0.group == version.group }) {
      if !groups[at].versions.contains(version.version) { groups[at].versions.append(version.version) }
    } else {
      groups.append((version.group, [version.version]))
    }
  }

  subscript(resource: GroupVersionResource) -> ResourceDefinition? { state.withLock { $0.definitions[resource] } }

  /// The version in which a resource is stored, whether it is served or not.
  func definition(storing resource: GroupResource) -> ResourceDefinition? { state.withLock { $0.stored[resource] } }

  /// The definition of a kind.
  func definition(of kind: GroupVersionKind) -> ResourceDefinition? {
    state.withLock { state in
      state.definitions.values.first { $0.groupVersionKind == kind && !$0.verbs.isEmpty && $0.verbs != ["create"] }
    }
  }

  /// True when the group is served in that version.
  func contains(_ version: GroupVersion) -> Bool {
    state.withLock { state in
      state.groups.contains { $0.group == version.group && $0.versions.contains(version.version) }
    }
  }

  /// All resources, in the order of discovery.
  var all: [(group: String, versions: [(version: String, resources: [ResourceDefinition])])] {
    state.withLock { state in
      let byVersion = Dictionary(grouping: state.definitions.values) { $0.resource.groupVersion }
      return state.groups.map { group, versions in
        (
          group,
          versions.map { version in
            let list = byVersion[GroupVersion(group: group, version: version)] ?? []
            return (version, list.sorted { $0.resource.resource < $1.resource.resource })
          }
        )
      }
    }
  }

  /// Serves what a definition of custom resources defines instead of what it defined before; nil when it has gone.
  func replace(_ name: String, with definition: Definition?) {
    var definition = definition
    state.withLock { state in
      if let old = state.custom[name] {
        for version in old.served { state.definitions[version.resource] = nil }
        if let stored = old.stored { state.stored[stored.storage] = nil }
        definition?.keepSettled(old)
      }
      state.custom[name] = definition
      for version in definition?.served ?? [] { state.definitions[version.resource] = version }
      if let stored = definition?.stored { state.stored[stored.storage] = stored }
      let custom = Set(state.custom.values.filter { !$0.served.isEmpty }.map(\.group))
      let builtIn = Set(Self.builtIn.map(\.resource.group))
      state.groups.removeAll { !builtIn.contains($0.group) }
      for group in custom.sorted() where !builtIn.contains(group) {
        let versions = Set(state.definitions.keys.filter { $0.group == group }.map(\.version))
        state.groups.append((group, versions.sorted { Self.precedes($0, $1) }))
      }
    }
  }

  /// The names that the definitions of a group have.
  func acceptedNames(in group: String) -> [JSON] {
    state.withLock { $0.custom.values.filter { $0.group == group }.map(\.acceptedNames) }
  }

  /// Gives names to a definition before what it defines is served.
  func accept(_ names: JSON, of name: String, in group: String) {
    state.withLock { state in
      var definition = state.custom[name] ?? Definition(["spec": ["group": .string(group)]], revision: 0)
      definition.acceptedNames = names
      state.custom[name] = definition
    }
  }

  /// The definitions of a group that do not have all the names that they want.
  func unaccepted(in group: String) -> [String] {
    state.withLock { state in
      state.custom.filter { $0.value.group == group && !$0.value.isAccepted }.map(\.key).sorted()
    }
  }

  /// The order of versions in discovery: `v2`, `v1`, `v1beta2`, `v1alpha1`, then others by name.
  static func precedes(_ a: String, _ b: String) -> Bool {
    switch (rank(a), rank(b)) {
    case (let x?, let y?): x.lexicographicallyPrecedes(y, by: >)
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): a < b
    }
  }

  private static func rank(_ version: String) -> [Int]? {
    guard version.first == "v" else { return nil }
    let rest = version.dropFirst()
    let major = rest.prefix { $0.isNumber }
    guard let number = Int(major) else { return nil }
    let stage = rest.dropFirst(major.count)
    if stage.isEmpty { return [2, number, 0] }
    for (weight, name) in [(1, "beta"), (0, "alpha")] where stage.hasPrefix(name) {
      return Int(stage.dropFirst(name.count)).map { [weight, number, $0] }
    }
    return nil
  }
}

extension ResourceRegistry {
  /// The built-in resources. Parsing the table costs under a millisecond, once a process.
  static let builtIn: [ResourceDefinition] = StaticLines(BuiltInResources.text).all.compactMap { line in
    let parts = line.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { String($0) ?? "" }
    guard parts.count == 10 else { return nil }
    let resource = GroupVersionResource(group: parts[0], version: parts[1], resource: parts[2])
    let kind = GroupVersionKind(group: parts[0], version: parts[1], kind: parts[4])
    var definition = ResourceDefinition(
      resource: resource, kind: parts[4], listKind: parts[4] + "List", singular: parts[3],
      isNamespaced: parts[5] == "N",
      verbs: words(parts[6]), shortNames: words(parts[7]), categories: words(parts[8]),
      subresources: parts[9].split(separator: ";").compactMap { subresource($0, of: kind) },
      storage: resource.groupResource, storageVersion: resource.groupVersion,
      typeIndex: TypeTable.builtIn.index(of: kind),
      selectableFields: (selectableFields[resource.groupResource.description] ?? []).map {
        $0.split(separator: ".").map(String.init)
      })
    // Events are one collection under two groups.
    if resource.resource == "events" {
      definition.storage = GroupResource(resource: "events")
      definition.storageVersion = GroupVersion(version: "v1")
      definition.selectableFields = (selectableFields["events"] ?? []).map { $0.split(separator: ".").map(String.init) }
    }
    if resource.resource == "horizontalpodautoscalers" {
      definition.storageVersion = GroupVersion(group: "autoscaling", version: "v2")
    }
    return definition
  }

  private static func words(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

  private static func subresource(_ text: Substring, of parent: GroupVersionKind) -> ResourceDefinition.Subresource? {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let names = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 3 else { return nil }
    let kind =
      names[1].isEmpty
      ? GroupVersionKind(group: parent.group, version: parent.version, kind: names[2])
      : GroupVersionKind(group: names[0], version: names[1], kind: names[2])
    return ResourceDefinition.Subresource(name: String(parts[0]), kind: kind, verbs: words(String(parts[2])))
  }

  /// What field selectors may name, apart from name and namespace.
  private static let selectableFields: [String: [String]] = [
    "pods": [
      "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
      "status.phase", "status.podIP", "status.nominatedNodeName",
    ],
    "events": [
      "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
      "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
      "reportingComponent", "source", "type",
    ],
    "secrets": ["type"],
    "namespaces": ["status.phase"],
    "nodes": ["spec.unschedulable"],
    "services": ["spec.clusterIP", "spec.type"],
    "replicationcontrollers": ["status.replicas"],
    "replicasets.apps": ["status.replicas"],
    "jobs.batch": ["status.successful"],
    "certificatesigningrequests.certificates.k8s.io": ["spec.signerName"],
  ]
}
