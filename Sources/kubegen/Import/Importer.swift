import Foundation

/// Joins what the sources say into one ``Schema``.
struct Importer {
  /// A package that is imported.
  struct Package {
    var path: String
    var module: String
    var group: String
    var version: String
    var hasProtobuf = true
    /// Types that are not wanted; nil names in `only` mean all.
    var skipped: Set<String> = []
  }

  let go: GoFields
  let openAPI: OpenAPIFacts
  let discovery: DiscoveryFacts
  let protos: [String: ProtoFile]

  /// Wrapper messages and values that have Swift types of their own.
  private static let values: [String: String] = [
    "k8s.io.apimachinery.pkg.apis.meta.v1.Time": "time",
    "k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime": "microtime",
    "k8s.io.apimachinery.pkg.apis.meta.v1.Duration": "duration",
    "k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1": "raw",
    "k8s.io.apimachinery.pkg.apis.meta.v1.Verbs": "strings",
    "k8s.io.apimachinery.pkg.api.resource.Quantity": "quantity",
    "k8s.io.apimachinery.pkg.util.intstr.IntOrString": "intorstring",
    "k8s.io.apimachinery.pkg.runtime.RawExtension": "raw",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON": "raw",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": "raw",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": "raw",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": "raw",
    "k8s.io.api.authentication.v1.ExtraValue": "strings",
    "k8s.io.api.authorization.v1.ExtraValue": "strings",
    "k8s.io.api.certificates.v1.ExtraValue": "strings",
    "string": "string", "bool": "bool", "int32": "int32", "int64": "int64", "double": "double", "bytes": "bytes",
  ]

  func schema(_ packages: [Package], source: String) throws -> Schema {
    var schema = Schema(source: source)
    for package in packages {
      guard let proto = protos[package.path] else { throw ImportError("no .proto file for \(package.path)") }
      var module = Schema.Module(
        name: package.module, group: package.group, version: package.version,
        openAPIPackage: OpenAPIFacts.package(proto.package), hasProtobuf: package.hasProtobuf)
      // The API machinery's types have the core group's version, not its resources.
      if package.module != "MetaV1" {
        module.resources = discovery.resources(group: package.group, version: package.version)
      }
      for message in proto.messages where !package.skipped.contains(message.name) {
        if Self.values["\(proto.package).\(message.name)"] != nil { continue }
        let rows = go.fields(package.path, message.name)
        module.types.append(
          Schema.TypeDefinition(
            name: message.name, isKind: rows.contains(where: \.isTypeMeta),
            isAtomic: openAPI.isAtomic(proto.package, message.name),
            fields: try fields(message, proto, package, packages)))
      }
      module.types.sort { $0.name < $1.name }
      schema.modules.append(module)
    }
    removeUnused(&schema, packages)
    return schema
  }

  private func fields(
    _ message: ProtoFile.Message, _ proto: ProtoFile, _ package: Package, _ packages: [Package], path: [Int] = [],
    owner: (package: String, type: String)? = nil
  ) throws -> [Schema.FieldDefinition] {
    // OpenAPI has the fields of embedded structs where JSON shows them.
    let owner = owner ?? (proto.package, message.name)
    let rows = go.fields(package.path, message.name)
    var result: [Schema.FieldDefinition] = []
    for field in message.fields {
      let row = rows.first { $0.number == field.number }
      let type = resolve(field.type, in: proto)
      if row?.isInline == true, let (inner, innerProto, innerPackage) = find(type, packages) {
        result += try fields(
          inner, innerProto, innerPackage, packages, path: path + [field.number], owner: owner)
        continue
      }
      let json = row.map(\.json).flatMap { $0.isEmpty || $0 == "-" ? nil : $0 } ?? field.name
      result.append(try definition(field, row, json: json, type, owner, package, packages, path))
    }
    return result
  }

  private func definition(
    _ field: ProtoFile.Field, _ row: GoFields.Row?, json: String, _ type: String,
    _ owner: (package: String, type: String), _ package: Package, _ packages: [Package], _ path: [Int]
  ) throws -> Schema.FieldDefinition {
    var kind = Self.values[type]
    var element: String?
    if kind == nil {
      guard let (message, _, home) = find(type, packages) else {
        throw ImportError("\(owner.type).\(json): unknown type \(type)")
      }
      kind = "message"
      element = "\(home.module).\(message.name)"
    }
    let prefix = field.label == .map ? "{}" : field.label == .repeated ? "[]" : ""
    var definition = Schema.FieldDefinition(
      name: json, number: package.hasProtobuf ? field.number : 0, path: path, kind: prefix + (kind ?? ""),
      element: element)
    let hasZero = ["string", "bool", "int32", "int64", "double", "bytes"].contains(definition.kind)
    definition.zeroIsAbsent = hasZero && row.map { !$0.isPointer && $0.omitsEmpty } ?? false
    let known = openAPI.facts(owner.package, owner.type, json)
    definition.isRequired = known.isRequired
    definition.defaultValue = known.defaultValue
    definition.allowedValues = known.allowedValues
    definition.listType = field.marker("listType")
    definition.listKeys = field.markers.filter { $0.hasPrefix("+listMapKey=") }.map { String($0.dropFirst(12)) }
    definition.isPointer = row?.isPointer ?? false
    // Go's encoder knows no empty structs, of which a quantity is one.
    let isStruct = definition.kind == "message" || definition.kind == "quantity"
    definition.isAlwaysWritten = row.map { !$0.isPointer && (!$0.omitsEmpty || isStruct) } ?? false
    definition.isAtomicMap = known.isAtomicMap
    definition.patchStrategy = row?.patchStrategy
    definition.mergeKey = row?.mergeKey
    return definition
  }

  /// The full name of a type as it is written in a file.
  private func resolve(_ type: String, in proto: ProtoFile) -> String {
    if type.hasPrefix(".") { return String(type.dropFirst()) }
    if Self.values[type] != nil { return type }
    return type.contains(".") ? type : "\(proto.package).\(type)"
  }

  private func find(_ type: String, _ packages: [Package]) -> (ProtoFile.Message, ProtoFile, Package)? {
    guard let dot = type.lastIndex(of: ".") else { return nil }
    let name = type[type.index(after: dot)...]
    for package in packages {
      guard let proto = protos[package.path], proto.package == type[..<dot] else { continue }
      if let message = proto.messages.first(where: { $0.name == name }) { return (message, proto, package) }
    }
    return nil
  }

  /// Drops types that only exist to be embedded, and options that are sent in URLs.
  private func removeUnused(_ schema: inout Schema, _ packages: [Package]) {
    while true {
      var used: Set<String> = []
      for module in schema.modules {
        for type in module.types { used.formUnion(type.fields.compactMap(\.element)) }
      }
      var changed = false
      for index in schema.modules.indices {
        let module = schema.modules[index]
        let kept = module.types.filter { type in
          type.isKind || used.contains("\(module.name).\(type.name)")
            || Self.roots.contains("\(module.name).\(type.name)")
        }
        if kept.count < module.types.count { changed = true }
        schema.modules[index].types = kept
      }
      if !changed { return }
    }
  }

  /// Types that nothing refers to and that are still wanted.
  private static let roots: Set<String> = ["MetaV1.WatchEvent", "MetaV1.Condition", "CoreV1.SerializedReference"]
}

/// Sources that do not fit together.
struct ImportError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
