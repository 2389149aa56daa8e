// What people are shown: by `print` and `dump`, in a debugger, by a test that fails. Logs keep what is printed, so what is
// secret is no part of it.

extension Model {
  /// The kind, namespace and name of an object; how many items a list has; of anything else the type's name and its JSON.
  ///
  /// What a Secret holds is not shown, nor are tokens.
  public var debugDescription: String {
    let name = Self.fieldTable.typeMeta?.kind ?? Self.fieldTable.typeName
    if let object = self as? any KubernetesObject { return "\(name) \(Self.label(of: object))" }
    if let list = self as? any KubernetesList { return "\(name) (\(Self.count(list)) items)" }
    // Only numbers that JSON does not have cannot be written.
    guard let json = try? JSONValue(json: encoded(format: .json)) else { return name }
    return "\(name) \(HiddenText.hiding(json))"
  }

  /// The fields that are set, under their JSON names.
  ///
  /// What a Secret holds is not shown, nor are tokens. Costs a copy of every field.
  public var customMirror: Mirror {
    let children = withFields { Self.fieldTable.children(at: $0) }
    return Mirror(self, children: children, displayStyle: .struct)
  }

  private static func label(of object: some KubernetesObject) -> String {
    if let prefix = object.metadata.generateName, (object.metadata.name ?? "").isEmpty {
      return ObjectKey(namespace: object.key.namespace, name: prefix + "*").description
    }
    return object.key.name.isEmpty ? "without a name" : object.key.description
  }

  private static func count(_ list: some KubernetesList) -> Int { list.items.count }
}

/// What is not shown to people.
enum HiddenText {
  /// Stands for what is not shown.
  static let mark = "(not shown)"
  /// A whole object as text, with the contents of a Secret that was applied.
  private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

  /// Whether a field holds what is secret.
  static func isSecret(_ name: String, inSecret: Bool) -> Bool {
    name == "token" || name == lastApplied || inSecret && (name == "data" || name == "stringData")
  }

  /// A value without what is secret.
  static func hiding(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(hiding))
    case .object(let members):
      let inSecret = members["kind"] == "Secret"
      return .object(
        JSONObject(
          members.map { member in
            let isSecret = isSecret(member.key, inSecret: inSecret)
            return (member.key, isSecret ? JSONValue.string(mark) : hiding(member.value))
          }))
    default: return value
    }
  }

  /// A value of a field without what is secret.
  static func hiding(_ value: Any) -> Any {
    switch value {
    case let texts as [String: String]:
      return texts[lastApplied] == nil ? texts : texts.merging([lastApplied: mark]) { $1 }
    case let raw as RawJSON: return hiding(raw)
    case let raws as [RawJSON]: return raws.map(hiding(_:))
    case let raws as [String: RawJSON]: return raws.mapValues(hiding(_:))
    default: return value
    }
  }

  private static func hiding(_ raw: RawJSON) -> JSONValue {
    // It was valid when it was made.
    (try? raw.value()).map { hiding($0) } ?? .string(mark)
  }
}

extension FieldTable {
  /// The fields at `base` that are set, as values of their Swift types.
  func children(at base: UnsafeRawPointer) -> [Mirror.Child] {
    let inSecret = typeMeta?.apiVersion == "v1" && typeMeta?.kind == "Secret"
    return (0..<count).compactMap { index in
      let field = fields[index]
      guard let value = value(of: field, at: base + Int(field.offset)) else { return nil }
      let name = String(
        decoding: UnsafeBufferPointer(start: field.name, count: Int(field.nameLength)), as: UTF8.self)
      let isSecret = HiddenText.isSecret(name, inSecret: inSecret)
      return (label: name, value: isSecret ? HiddenText.mark : HiddenText.hiding(value))
    }
  }

  private func value(of field: ModelField, at place: UnsafeRawPointer) -> Any? {
    switch field.kind {
    case .string: return place.assumingMemoryBound(to: String?.self).pointee
    case .int32: return place.assumingMemoryBound(to: Int32?.self).pointee
    case .int64: return place.assumingMemoryBound(to: Int64?.self).pointee
    case .bool: return place.assumingMemoryBound(to: Bool?.self).pointee
    case .strings: return Self.array(of: String.self, at: place)
    case .stringMap: return Self.map(of: String.self, at: place)
    case .message: return Self.nested(elementType(field), at: place)
    case .messages: return Self.array(of: elementType(field), at: place)
    case .messageMap: return Self.map(of: elementType(field), at: place)
    // Fields of these kinds have operations.
    case .value: return Self.optional(of: field.operations!.takeUnretainedValue().type, at: place)
    case .values: return Self.array(of: field.operations!.takeUnretainedValue().type, at: place)
    case .valueMap: return Self.map(of: field.operations!.takeUnretainedValue().type, at: place)
    }
  }

  private func elementType(_ field: ModelField) -> any Model.Type { elementTypes[Int(field.element)] }

  private static func nested(_ type: any Model.Type, at place: UnsafeRawPointer) -> Any? {
    if let type = type as? any StoredModel.Type { return optional(of: type, at: place) }
    if let type = type as? any InlineModel.Type { return boxed(type, at: place) }
    return nil
  }

  private static func boxed<Value: InlineModel>(_ type: Value.Type, at place: UnsafeRawPointer) -> Any? {
    place.assumingMemoryBound(to: ModelBox<Value>.self).pointee.value
  }

  private static func optional<Value>(of type: Value.Type, at place: UnsafeRawPointer) -> Any? {
    place.assumingMemoryBound(to: Value?.self).pointee
  }

  private static func array<Value>(of type: Value.Type, at place: UnsafeRawPointer) -> Any? {
    let array = place.assumingMemoryBound(to: [Value].self).pointee
    return array.isEmpty ? nil : array
  }

  private static func map<Value>(of type: Value.Type, at place: UnsafeRawPointer) -> Any? {
    let map = place.assumingMemoryBound(to: [String: Value].self).pointee
    return map.isEmpty ? nil : map
  }
}
