/// A list of objects of any kind.
public struct UnstructuredList: Hashable, Sendable {
  /// The API group and version of the list; nil if there is none.
  public var apiVersion: String?
  /// The kind of the list, such as `PodList`; nil if there is none.
  public var kind: String?
  /// The objects.
  ///
  /// Those without a kind of their own have got it from the list, for servers leave it out.
  public var items: [Unstructured]
  /// The version of the collection, from which a watch may start.
  public var resourceVersion: String?
  /// The token of the next page; nil when this is the last one.
  public var continueToken: String?
  /// How many more objects there are, where the server says so.
  public var remainingItemCount: Int64?

  /// Joins the parts.
  public init(
    apiVersion: String? = nil, kind: String? = nil, items: [Unstructured] = [], resourceVersion: String? = nil,
    continueToken: String? = nil, remainingItemCount: Int64? = nil
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.items = items
    self.resourceVersion = resourceVersion
    self.continueToken = continueToken
    self.remainingItemCount = remainingItemCount
  }

  /// Reads a list: an object with `items`, where null counts as none.
  ///
  /// - Throws: ``WireError`` for anything else, with the path of an item that is no object.
  public init(json: JSONValue) throws(WireError) {
    guard case .object(let fields) = json else {
      throw WireError(.typeMismatch, "expected a list")
    }
    apiVersion = fields["apiVersion"]?.string
    kind = fields["kind"]?.string
    let metadata = fields["metadata"]
    resourceVersion = metadata?["resourceVersion"]?.string
    continueToken = metadata?["continue"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    remainingItemCount = metadata?["remainingItemCount"]?.integer
    items = []
    switch fields["items"] {
    case .array(let elements):
      items.reserveCapacity(elements.count)
      for (index, element) in elements.enumerated() {
        guard case .object(let members) = element else {
          throw WireError(.typeMismatch, "expected an object", path: "items[\(index)]")
        }
        var item = Unstructured(fields: members)
        fillKind(of: &item)
        items.append(item)
      }
    case .null: break
    case .some:
      throw WireError(.typeMismatch, "expected an array", path: "items")
    case nil: throw WireError(.typeMismatch, "a list has items", path: "items")
    }
  }

  /// Gives an item the kind that the list's own kind stands for, unless it has one.
  private func fillKind(of item: inout Unstructured) {
    guard item.kind.isEmpty, let kind, kind.hasSuffix("List"), kind != "List" else { return }
    item.kind = String(kind.dropLast("List".count))
    if item.apiVersion.isEmpty, let apiVersion { item.apiVersion = apiVersion }
  }

  /// The list as a JSON document.
  public var json: JSONValue {
    var metadata = JSONObject()
    metadata["resourceVersion"] = resourceVersion.map(JSONValue.string)
    metadata["continue"] = continueToken.map(JSONValue.string)
    metadata["remainingItemCount"] = remainingItemCount.map(JSONValue.integer)
    var fields: JSONObject = ["items": .array(items.map(\.json)), "metadata": .object(metadata)]
    fields["apiVersion"] = apiVersion.map(JSONValue.string)
    fields["kind"] = kind.map(JSONValue.string)
    return .object(fields)
  }
}

extension UnstructuredList: WireCodable {
  /// JSON; Protobuf needs a type.
  public static var wireFormats: [WireFormat] { [.json] }

  /// Reads a list.
  ///
  /// - Throws: ``WireError`` with the path of what cannot be read.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    guard format == .json else { throw WireError(.unsupported, "a list without a type cannot be read from Protobuf") }
    try self.init(json: try JSONValue(json: bytes, context: context))
  }

  /// Writes the list.
  public func wireBytes(format: WireFormat) throws -> [UInt8] { try encoded(format: format).array }

  /// Writes the list without a copy of it.
  public func encoded(format: WireFormat) throws -> Bytes {
    guard format == .json else { throw WireError(.unsupported, "a list without a type cannot be written as Protobuf") }
    return try json.encodedJSON()
  }
}
