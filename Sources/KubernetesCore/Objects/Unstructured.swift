/// An object of any kind, as JSON: for custom resources without a type, and for tools that handle whatever there is.
///
/// A value: a copy shares its storage until one of the two is changed. Nothing that the server sent is lost on the way
/// back.
public struct Unstructured: KubernetesObject, Hashable, Sendable {
  /// The members of the object.
  public var fields: JSONObject

  /// An object with these members.
  public init(fields: JSONObject = JSONObject()) { self.fields = fields }

  /// An object of a kind, with a name.
  public init(_ kind: GroupVersionKind, namespace: String? = nil, name: String? = nil) {
    fields = ["apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind)]
    if let namespace { metadata.namespace = namespace }
    if let name { metadata.name = name }
  }

  /// The object in a JSON value.
  ///
  /// - Throws: ``WireError`` when the value is no object.
  public init(_ value: JSONValue) throws(WireError) {
    guard case .object(let fields) = value else { throw WireError(.typeMismatch, "expected an object") }
    self.init(fields: fields)
  }

  /// The whole object as a JSON value. It is changed by its members, ``fields``.
  public var json: JSONValue { .object(fields) }

  /// Group and version, such as `apps/v1`; empty when it is missing.
  public var apiVersion: String {
    get { fields["apiVersion"]?.string ?? "" }
    set { fields["apiVersion"] = .string(newValue) }
  }

  /// The kind, such as `Deployment`; empty when it is missing.
  public var kind: String {
    get { fields["kind"]?.string ?? "" }
    set { fields["kind"] = .string(newValue) }
  }

  /// Group, version and kind; nil when `apiVersion` or `kind` is missing or malformed.
  public var groupVersionKind: GroupVersionKind? {
    GroupVersionKind(apiVersion: apiVersion, kind: kind)
  }

  /// A member at the top, such as `spec`; nil removes it.
  public subscript(key: String) -> JSONValue? {
    get { fields[key] }
    set { fields[key] = newValue }
  }

  /// A member below a path, such as `["spec", "replicas"]`.
  ///
  /// Setting makes the objects on the way; nil removes. An empty path is that of the object itself, in whose place only
  /// another object can be set.
  public subscript(path path: [String]) -> JSONValue? {
    get { json[path: path] }
    set {
      if path.isEmpty {
        if case .object(let members) = newValue { fields = members }
        return
      }
      var json = json
      // Nothing else refers to the members for a moment, so that they are changed in place.
      fields = JSONObject()
      json[path: path] = newValue
      // A path with members leaves an object an object.
      if case .object(let members) = json { fields = members }
    }
  }

  /// A member below a path.
  ///
  /// Setting makes the objects on the way; nil removes.
  public subscript(path path: String...) -> JSONValue? {
    get { self[path: path] }
    set { self[path: path] = newValue }
  }

  /// The value at the end of a path with names and indices, as in `["spec", "ports", 0, "port"]`; nil when a step leads
  /// nowhere.
  public func value(at path: [JSONPathElement]) -> JSONValue? { json.value(at: path) }

  /// Puts a value at the end of a path; nil removes what is there.
  ///
  /// Objects on the way are made.
  ///
  /// - Throws: ``WireError`` where the path leads through something that has no such steps; the object is then
  ///   unchanged.
  public mutating func set(_ value: JSONValue?, at path: [JSONPathElement]) throws(WireError) {
    guard !path.isEmpty else { throw WireError(.typeMismatch, "the object itself cannot be replaced by a path") }
    var json = json
    fields = JSONObject()
    // A path with members leaves an object an object, also when it fails.
    defer { if case .object(let members) = json { fields = members } }
    try json.set(value, at: path)
  }

  /// The object's metadata; changes are written through. An object without any has none after looking at them, either.
  public var metadata: UnstructuredMetadata {
    get { UnstructuredMetadata(fields["metadata"]?.object ?? JSONObject()) }
    set { fields["metadata"] = .object(newValue.fields) }
    _modify {
      guard case .object(let members) = fields["metadata"] else {
        var metadata = UnstructuredMetadata()
        defer { if !metadata.fields.isEmpty { fields["metadata"] = .object(metadata.fields) } }
        yield &metadata
        return
      }
      var metadata = UnstructuredMetadata(members)
      // The object lets go of its metadata for a moment, so that they are changed in place.
      fields["metadata"] = .null
      defer { fields["metadata"] = .object(metadata.fields) }
      yield &metadata
    }
  }
}

extension Unstructured: WireCodable {
  /// JSON only.
  public static var wireFormats: [WireFormat] { [.json] }

  /// Reads JSON.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    try self.init(JSONValue(wire: bytes, format: format, context: context))
    if context.managedFields == .drop, fields["metadata"]?["managedFields"] != nil {
      self[path: "metadata", "managedFields"] = nil
    }
  }

  /// Writes JSON.
  public func wireBytes(format: WireFormat) throws -> [UInt8] { try json.wireBytes(format: format) }

  /// Writes JSON without a copy of it.
  public func encoded(format: WireFormat) throws -> Bytes { try json.encoded(format: format) }
}

extension Unstructured: Codable {
  /// Reads from any decoder.
  public init(from decoder: any Decoder) throws { try self.init(JSONValue(from: decoder)) }
  /// Writes to any encoder.
  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Unstructured: CustomStringConvertible {
  /// Kind, namespace and name.
  public var description: String { "\(kind) \(key)" }
}
