import KubernetesCore

/// Writes the Swift of a schema's types.
struct SwiftEmitter {
  let schema: Schema

  /// More fields than this with counted references make a type a reference to storage: copying it is then one retain.
  private static let mostInlineReferences = 4

  /// Whether a type is a ``StoredModel``; otherwise it is an ``InlineModel``.
  func isStored(_ type: Schema.TypeDefinition) -> Bool {
    let trivial: Set<String> = ["int32", "int64", "bool", "double", "time", "microtime", "duration"]
    return type.isKind || type.fields.count { !trivial.contains($0.kind) } > Self.mostInlineReferences
  }

  private func isStored(_ name: String) -> Bool { schema.type(name).map(isStored) ?? true }

  // MARK: Types

  /// A field with what Swift makes of it.
  private struct Member {
    var field: Schema.FieldDefinition
    var name: String
    /// The type, optional where the property is.
    var type: String
    /// What the initialiser's parameter is by default.
    var fallback: String
    var isBoxed = false
    var isMetadata = false
    var quoted: String { SwiftNames.quoted(name) }
  }

  /// Names that a property cannot have, because every model has them, or Swift.
  private static let taken: Set<String> = [
    "self", "modelStorage", "unknownFields", "hashValue", "debugDescription", "customMirror",
  ]

  private func members(_ type: Schema.TypeDefinition) -> [Member] {
    var taken = Self.taken
    let exact = Set(type.fields.map(\.name))
    return type.fields.map { field in
      var name = SwiftNames.property(field.name)
      // `foo-bar` and `fooBar` are one name in Swift, which the one has that is spelled like it.
      while name != field.name && exact.contains(name) || !taken.insert(name).inserted { name += "_" }
      let isMap = field.kind.hasPrefix("{}")
      let isArray = field.kind.hasPrefix("[]")
      let element = self.element(field)
      if isMap { return Member(field: field, name: name, type: "[String: \(element)]", fallback: "[:]") }
      if isArray { return Member(field: field, name: name, type: "[\(element)]", fallback: "[]") }
      if type.isKind, field.name == "metadata" {
        return Member(field: field, name: name, type: element, fallback: "\(element)()", isMetadata: true)
      }
      let isBoxed = field.kind == "message" && !isStored(field.element ?? "")
      return Member(field: field, name: name, type: "\(element)?", fallback: "nil", isBoxed: isBoxed)
    }
  }

  private func element(_ field: Schema.FieldDefinition) -> String {
    switch field.kind.drop(while: { "[]{}".contains($0) }) {
    case "string": "String"
    case "int32": "Int32"
    case "int64": "Int64"
    case "bool": "Bool"
    case "double": "Double"
    case "time": "Time"
    case "microtime": "MicroTime"
    case "rawtime": "RawTime"
    case "duration": "GoDuration"
    case "quantity": "Quantity"
    case "intorstring": "IntOrString"
    case "raw": "RawJSON"
    case "bytes": "[UInt8]"
    case "strings": "[String]"
    default: field.element ?? "RawJSON"
    }
  }

  // MARK: Output

  /// The extension of a module's enum with one type.
  func emit(_ type: Schema.TypeDefinition, in module: Schema.Module) -> String {
    let members = members(type)
    let isStored = isStored(type)
    let resource = module.resources.first { $0.kind == type.name }
    var lines = ["extension \(module.name) {"]
    lines += comment("``\(type.name)`` of `\(module.apiVersion)`\(plurality(resource)).", indent: 2)
    let conformances = conformances(type, isStored: isStored, resource: resource)
    lines += list("  public struct \(type.name):", conformances)
    lines += isStored ? storedProperties(members) : inlineProperties(members)
    lines += initializer(members, isStored: isStored)
    lines += constants(type, module, resource, members)
    lines += table(type, module, members, isStored: isStored)
    lines += ["  }", "}"]
    return lines.joined(separator: "\n")
  }

  private func plurality(_ resource: Schema.Resource?) -> String {
    guard let resource else { return "" }
    return ", served as `\(resource.name)`, \(resource.isNamespaced ? "in namespaces" : "of the whole cluster")"
  }

  private func conformances(_ type: Schema.TypeDefinition, isStored: Bool, resource: Schema.Resource?) -> [String] {
    var names = [isStored ? "StoredModel" : "InlineModel"]
    guard type.isKind else { return names }
    let metadata = type.fields.first { $0.name == "metadata" }?.element
    if metadata == "MetaV1.ObjectMeta" {
      names.append(resource == nil ? "KubernetesObject, WireCodable" : "KubernetesResource")
      if let resource { names += Self.capabilities(resource) }
    } else if metadata == "MetaV1.ListMeta", type.fields.contains(where: { $0.name == "items" }) {
      names.append("KubernetesList")
    } else {
      names.append("WireCodable")
    }
    return names
  }

  /// The protocols of what the server offers beyond the usual verbs.
  private static func capabilities(_ resource: Schema.Resource) -> [String] {
    let parts: [String: String] = [
      "status": "StatusResource", "scale": "ScalableResource", "eviction": "EvictableResource",
      "binding": "BindableResource", "token": "TokenResource", "log": "LogResource", "exec": "ExecResource",
      "attach": "AttachResource", "portforward": "PortForwardResource", "ephemeralcontainers": "DebuggableResource",
      "resize": "ResizableResource", "finalize": "FinalizableResource", "approval": "ApprovableResource",
    ]
    let verbs = resource.verbs.contains("deletecollection") ? ["CollectionDeletableResource"] : []
    return verbs + resource.subresources.compactMap { parts[$0.name] }.sorted()
  }

  private func storedProperties(_ members: [Member]) -> [String] {
    var lines = [
      "    /// The storage of all fields.", "    public private(set) var modelStorage: ModelStorage",
      "    /// A value with storage of this type.",
      "    public init(modelStorage: ModelStorage) { self.modelStorage = modelStorage.checked(Self.fieldTable) }",
      "    /// A value in which nothing is set.",
      "    public init() { modelStorage = Self.fieldTable.emptyStorage }",
    ]
    let (offsets, _) = FieldLayout.storage(members.map(\.field.kind))
    for (member, offset) in zip(members, offsets) {
      lines += documentation(member)
      let place = member.isMetadata ? "present: \(offset)" : "\(offset)"
      if member.isBoxed {
        let element = element(member.field)
        lines.append("    public var \(member.quoted): \(member.type) {")
        lines.append("      get { (modelStorage[\(offset)] as ModelBox<\(element)>).value }")
        lines.append(
          "      _modify { yield &modelStorage[box: \(offset), of: \(element).self].value }")
        lines.append("    }")
      } else {
        lines.append("    public var \(member.quoted): \(member.type) {")
        lines.append("      get { modelStorage[\(place)] }")
        lines.append("      _modify { yield &modelStorage[\(place)] }")
        lines.append("    }")
      }
    }
    return lines
  }

  private func inlineProperties(_ members: [Member]) -> [String] {
    var lines = [
      "    /// What was read and is not in the type; kept, and written back in the format it came in.",
      "    public var unknownFields: UnknownFields?",
    ]
    for member in members {
      if member.isBoxed {
        lines.append("    private var _\(member.name): ModelBox<\(element(member.field))>")
        lines += documentation(member)
        lines.append("    public var \(member.quoted): \(member.type) {")
        lines.append("      get { _\(member.name).value }")
        lines.append("      _modify { yield &_\(member.name).value }")
        lines.append("    }")
      } else {
        lines += documentation(member)
        lines.append("    public var \(member.quoted): \(member.type)")
      }
    }
    return lines
  }

  private func initializer(_ members: [Member], isStored: Bool) -> [String] {
    var lines: [String] = []
    if !isStored {
      lines += ["    /// A value in which nothing is set.", "    public init() {"]
      for member in members {
        lines.append(
          member.isBoxed ? "      _\(member.name) = ModelBox()" : "      self.\(member.quoted) = \(member.fallback)")
      }
      lines.append("    }")
    }
    if members.isEmpty { return lines }
    lines += ["    /// Joins the fields; what is not given is absent.", "    public init("]
    lines += members.enumerated().map { index, member in
      "      \(member.quoted): \(member.type) = \(member.fallback)" + (index + 1 < members.count ? "," : "")
    }
    lines.append("    ) {")
    if isStored { lines.append("      self.init()") }
    for member in members {
      lines.append(
        member.isBoxed && !isStored
          ? "      _\(member.name) = ModelBox(\(member.quoted))" : "      self.\(member.quoted) = \(member.quoted)")
    }
    lines.append("    }")
    return lines
  }

  private func constants(
    _ type: Schema.TypeDefinition, _ module: Schema.Module, _ resource: Schema.Resource?, _ members: [Member]
  ) -> [String] {
    var lines: [String] = []
    var seen: Set<String> = []
    if type.isKind, !module.hasProtobuf || !hasProtobuf(type, &seen) {
      lines += ["    /// JSON only.", "    public static var wireFormats: [WireFormat] { [.json] }"]
    }
    let isObject = type.fields.contains { $0.name == "metadata" && $0.element == "MetaV1.ObjectMeta" }
    guard let resource, isObject else { return lines }
    let scope = resource.isNamespaced ? "NamespacedScope" : "ClusterScope"
    lines += [
      "    /// \(resource.isNamespaced ? "Objects in namespaces." : "Objects of the whole cluster.")",
      "    public typealias Scope = \(scope)",
      "    /// `\(module.apiVersion)`, `\(type.name)`.",
      "    public static let groupVersionKind = GroupVersionKind(",
      "      group: \"\(module.group)\", version: \"\(module.version)\", kind: \"\(type.name)\")",
      "    /// `\(module.apiVersion)`, `\(resource.name)`.",
      "    public static let groupVersionResource = GroupVersionResource(",
      "      group: \"\(module.group)\", version: \"\(module.version)\", resource: \"\(resource.name)\")",
    ]
    return lines
  }

  /// Whether all of a type, and of what it is made of, has numbers in Protobuf: without them nothing would be written.
  private func hasProtobuf(_ type: Schema.TypeDefinition, _ seen: inout Set<String>) -> Bool {
    for field in type.fields {
      if field.number == 0 { return false }
      guard let element = field.element, seen.insert(element).inserted, let nested = schema.type(element) else {
        continue
      }
      if !hasProtobuf(nested, &seen) { return false }
    }
    return true
  }

  // MARK: The table

  /// Names of fields whose values hardly ever repeat between objects.
  private static let unique: Set<String> = [
    "uid", "name", "generateName", "resourceVersion", "selfLink", "podIP", "hostIP", "ip", "containerID", "message",
    "clusterIP",
  ]

  private func table(
    _ type: Schema.TypeDefinition, _ module: Schema.Module, _ members: [Member], isStored: Bool
  ) -> [String] {
    var elements: [String] = []
    let entries = members.map { member in
      let field = member.field
      var entry = "\(field.name) \(field.number) \(field.kind)"
      if field.zeroIsAbsent { entry += "~" }
      if Self.unique.contains(field.name), field.kind == "string" { entry += "!" }
      if isAlwaysWritten(field, of: type, in: module) { entry += "+" }
      if member.isMetadata { entry += "*" }
      if let element = field.element {
        if !elements.contains(element) { elements.append(element) }
        entry += " \(elements.firstIndex(of: element) ?? 0)"
      } else if !field.path.isEmpty {
        entry += " -"
      }
      if !field.path.isEmpty { entry += " " + field.path.map(String.init).joined(separator: ".") }
      return entry
    }
    var arguments = ["\(isStored ? "stored" : "inline"): \(type.name).self"]
    arguments.append(literal(entries))
    if !elements.isEmpty { arguments.append("[\(elements.map { "\($0).self" }.joined(separator: ", "))]") }
    if isStored { arguments.append("size: \(FieldLayout.storage(members.map(\.field.kind)).size)") }
    if type.isKind { arguments.append("kind: \"\(kind(type, module))\"") }
    return [
      "    /// How the fields lie in memory and on the wire.", "    public static let fieldTable = FieldTable(",
      "      " + arguments.joined(separator: ",\n      ") + ")",
    ]
  }

  /// Whether an empty array or map is written to JSON: Go writes the items of every list, and what a schema requires is
  /// refused when it is not there. The servers' own types take absence for emptiness.
  private func isAlwaysWritten(
    _ field: Schema.FieldDefinition, of type: Schema.TypeDefinition, in module: Schema.Module
  ) -> Bool {
    guard field.kind.hasPrefix("[]") || field.kind.hasPrefix("{}") else { return false }
    let isList = type.isKind && type.fields.contains { $0.name == "metadata" && $0.element == "MetaV1.ListMeta" }
    return field.isRequired && !module.hasProtobuf || isList && field.name == "items"
  }

  private func literal(_ entries: [String]) -> String {
    if entries.count < 2 { return "\"\(entries.joined())\"" }
    let lines = entries.enumerated().map { index, entry in
      "      " + entry + (index + 1 < entries.count ? ";\\" : "\\")
    }
    return "\"\"\"\n" + lines.joined(separator: "\n") + "\n\n      \"\"\""
  }

  /// Tables and bare metadata are of a group of their own; the rest of the API machinery's types are of any.
  private func kind(_ type: Schema.TypeDefinition, _ module: Schema.Module) -> String {
    guard module.name == "MetaV1" else { return "\(module.apiVersion) \(type.name)" }
    let own = ["Table", "PartialObjectMetadata", "PartialObjectMetadataList"]
    return "+\(own.contains(type.name) ? "meta.k8s.io/v1" : "v1") \(type.name)"
  }

  /// A declaration with its conformances, in lines of at most 120 columns.
  private func list(_ head: String, _ conformances: [String]) -> [String] {
    var lines = [head]
    for (index, name) in conformances.enumerated() {
      let word = " " + name + (index + 1 < conformances.count ? "," : " {")
      if lines[lines.count - 1].count + word.count > 120 { lines.append("   ") }
      lines[lines.count - 1] += word
    }
    return lines
  }

  // MARK: Comments

  private func documentation(_ member: Member) -> [String] {
    let field = member.field
    var facts = ["`\(field.name)`"]
    if field.isRequired { facts.append("required") }
    if let list = field.listType {
      let keys = field.listKeys.map { "`\($0)`" }.joined(separator: " and ")
      facts.append(
        list == "map" && !keys.isEmpty ? "a map by \(keys)" : list == "set" ? "a set" : "replaced as a whole")
    } else if let key = field.mergeKey {
      facts.append("merged by `\(key)`")
    }
    if let value = field.defaultValue { facts.append("by default `\(value)`") }
    if !field.allowedValues.isEmpty {
      facts.append("one of " + field.allowedValues.map { $0.isEmpty ? "nothing" : "`\($0)`" }.joined(separator: ", "))
    }
    return comment(facts.joined(separator: "; ") + ".", indent: 4)
  }

  /// A comment in lines of at most 120 columns. Whatever else would begin a line is escaped.
  private func comment(_ text: String, indent: Int) -> [String] {
    let start = String(repeating: " ", count: indent) + "///"
    var lines = [start]
    let breaking: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
    let text = text.unicodeScalars.map { scalar in
      breaking.contains(scalar.properties.generalCategory) ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + 1 + word.count > 120 { lines.append(start) }
      lines[lines.count - 1] += " " + word
    }
    return lines
  }
}
