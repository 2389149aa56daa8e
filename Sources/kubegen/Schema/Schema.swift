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

  struct TypeDefinition {
    var name: String
    /// Whether objects of the type carry `apiVersion` and `kind`.
    var isKind = false
    /// Whether server-side apply takes values of the type as a whole.
    var isAtomic = false
    var fields: [FieldDefinition] = []
  }

  struct FieldDefinition {
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

  /// Joins modules of the same name.
  mutating func mergeModules() {
    var merged: [Module] = []
    for module in modules {
      if let index = merged.firstIndex(where: { $0.name == module.name }) {
        merged[index].types = (merged[index].types + module.types).sorted { $0.name < $1.name }
        merged[index].resources += module.resources
        if merged[index].openAPIPackage.isEmpty { merged[index].openAPIPackage = module.openAPIPackage }
      } else {
        merged.append(module)
      }
    }
    modules = merged
  }

  func type(_ name: String) -> TypeDefinition? {
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let module = modules.first(where: { $0.name == parts[0] }) else { return nil }
    return module.types.first { $0.name == parts[1] }
  }
}
