public import KubernetesCore

/// Objects as the server would show them to a person: columns and rows.
public struct ResourceTable: Sendable {
  /// One column.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public var name: String
    /// The type of its cells, such as `string` or `date`.
    public var type: String
    /// 0 for columns that are always shown; others are for a wide view.
    public var priority: Int64

    /// Joins the parts.
    public init(name: String, type: String = "string", priority: Int64 = 0) {
      self.name = name
      self.type = type
      self.priority = priority
    }
  }

  /// One row.
  public struct Row: Hashable, Sendable {
    /// The cells, one for each column.
    public var cells: [JSONValue]
    /// The metadata of the row's object.
    public var metadata: UnstructuredMetadata

    /// Joins the parts.
    public init(cells: [JSONValue], metadata: UnstructuredMetadata = UnstructuredMetadata()) {
      self.cells = cells
      self.metadata = metadata
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows, in the server's order.
  public var rows: [Row]
  /// The version of the collection.
  public var resourceVersion: String

  /// Joins the parts.
  public init(columns: [Column], rows: [Row], resourceVersion: String = "") {
    self.columns = columns
    self.rows = rows
    self.resourceVersion = resourceVersion
  }
}

extension ResourceTable: WireCodable {
  /// JSON only.
  public static var wireFormats: [WireFormat] { [.json] }

  /// Reads a `Table`.
  public init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    let table = try Unstructured(wire: bytes, format: format, context: context)
    guard table.kind == "Table" else { throw WireError(.typeMismatch, "the answer is a \(table.kind), not a Table") }
    columns = (table["columnDefinitions"]?.array ?? []).map {
      Column(
        name: $0["name"]?.string ?? "", type: $0["type"]?.string ?? "", priority: $0["priority"]?.integer ?? 0)
    }
    rows = (table["rows"]?.array ?? []).map {
      Row(
        cells: $0["cells"]?.array ?? [],
        metadata: UnstructuredMetadata($0[path: "object", "metadata"]?.object ?? JSONObject()))
    }
    resourceVersion = table.metadata.resourceVersion ?? ""
  }

  /// Tables are not sent to a server.
  public func wireBytes(format: WireFormat) throws -> [UInt8] {
    throw WireError(.unsupported, "a table cannot be written")
  }
}
