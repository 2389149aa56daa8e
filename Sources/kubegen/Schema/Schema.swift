/// Facts about an API, as far as Swift types need them: names, types, numbers, flags. No prose.
struct Schema {
  /// What the facts were taken from, for the head of the file.
  var source: String
  var modules: [Module] = []

  /// One version of one group: a caseless enum with its types.
  struct Module {
    /// The enum's name, such as `AppsV1`.
    var name: String
    /// The API group; empty for the core group.
    var group: String
    var version: String
    /// What precedes the types' names in OpenAPI, such as `api.apps.v1`, without `io.k8s.`.
    var openAPIPackage = ""
    /// Whether the server reads and writes these types as Protobuf too.
    var hasProtobuf = true
    var types: [TypeDefinition] = []
    var resources: [Resource] = []

    /// What `apiVersion` says.
    var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
  }

  struct TypeDefinition: Equatable {
    var name: String
    /// Whether objects of the type carry `apiVersion` and `kind`.
    var isKind = false
    /// Whether server-side apply takes values of the type as a whole.
    var isAtomic = false
    var fields: [FieldDefinition] = []
  }

  struct FieldDefinition: Equatable {
    /// The JSON name.
    var name: String
    /// The Protobuf number; zero if there is none.
    var number = 0
    /// The numbers of the Protobuf messages in which the field lies, outermost first.
    var path: [Int] = []
    /// In the notation of the field tables: `string`, `[]message`, …
    var kind: String
    /// The type of nested messages, as `Module.Type`.
    var element: String?
    /// Whether an empty value is never written by the server, or means nothing in Protobuf.
    var zeroIsAbsent = false
    /// Whether Go's field is a pointer: an empty value differs from none.
    var isPointer = false
    /// Whether the server writes the field even when it is empty.
    var isAlwaysWritten = false
    var isRequired = false
    /// Whether server-side apply takes the map as a whole.
    var isAtomicMap = false
    /// `atomic`, `set` or `map`.
    var listType: String?
    var listKeys: [String] = []
    /// Of strategic merge patches, such as `merge,retainKeys`.
    var patchStrategy: String?
    var mergeKey: String?
    /// The default, as JSON.
    var defaultValue: String?
    var allowedValues: [String] = []
  }

  /// A resource of a module, as discovery lists it.
  struct Resource {
    var name: String
    var kind: String
    var isNamespaced: Bool
    var singular: String
    var verbs: [String]
    var shortNames: [String] = []
    var subresources: [Subresource] = []
  }

  struct Subresource {
    var name: String
    /// `group/version/Kind` of what is sent and answered, where it is not the resource's own kind.
    var kind: String
    var verbs: [String]
  }

  /// Joins modules of the same name, which must be of one group and version: a type is served where its module is.
  mutating func mergeModules() throws(SchemaError) {
    var merged: [Module] = []
    for module in modules {
      if let index = merged.firstIndex(where: { $0.name == module.name }) {
        try merged[index].add(module)
      } else {
        merged.append(module)
      }
    }
    modules = merged
  }

  /// Gives modules of several groups that have one name longer ones, made of all of their groups' labels.
  mutating func separateGroups() {
    for (name, same) in Dictionary(grouping: modules, by: \.name) where Set(same.map(\.group)).count > 1 {
      for index in modules.indices where modules[index].name == name {
        let (group, version) = (modules[index].group, modules[index].version)
        modules[index].rename(to: Module.name(group: group, version: version, allLabels: true))
      }
    }
  }

  func type(_ name: String) -> TypeDefinition? {
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let module = modules.first(where: { $0.name == parts[0] }) else { return nil }
    return module.types.first { $0.name == parts[1] }
  }
}

extension Schema.Module {
  /// Adds the types and resources of another part of the module; what both have must be the same.
  fileprivate mutating func add(_ other: Schema.Module) throws(SchemaError) {
    guard group == other.group, version == other.version else {
      throw SchemaError(
        "\(name) would be a module of both \(apiVersion) and \(other.apiVersion); import them one by one, with --module"
      )
    }
    for type in other.types {
      guard let known = types.first(where: { $0.name == type.name }) else {
        types.append(type)
        continue
      }
      if known != type {
        throw SchemaError(
          "\(name) would have two types \(type.name); import what they are made of one by one, with --module")
      }
    }
    types.sort { $0.name < $1.name }
    resources += other.resources.filter { resource in !resources.contains { $0.name == resource.name } }
    if openAPIPackage.isEmpty { openAPIPackage = other.openAPIPackage }
  }

  /// Changes the name, also where the types refer to each other.
  fileprivate mutating func rename(to new: String) {
    for type in types.indices {
      for field in types[type].fields.indices {
        guard let element = types[type].fields[field].element, element.hasPrefix("\(name).") else { continue }
        types[type].fields[field].element = new + element.dropFirst(name.count)
      }
    }
    name = new
  }
}
