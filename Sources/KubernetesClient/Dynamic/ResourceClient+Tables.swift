public import KubernetesCore
internal import KubernetesLocks

extension ResourceClient {
  private static var tableType: String { "application/json;as=Table;v=v1;g=meta.k8s.io" }

  /// Objects as a table: the whole collection, or one object.
  public func table(_ name: String? = nil, _ options: ListOptions = ListOptions()) async throws -> ResourceTable {
    let request: ResourceRequest = if let name { try .get(path(name)) } else { try .list(path(), options) }
    return try await client.value(
      ResourceTable.self, RESTRequest(request, accept: [Self.tableType, "application/json"]))
  }

  /// Opens a watch whose events are tables of one row; see ``events(_:)``.
  ///
  /// Servers tell the columns once, and again when they change: every table that is handed out has them.
  public func tableEvents(
    _ options: ListOptions = ListOptions()
  ) async throws -> AsyncThrowingStream<WatchEvent<ResourceTable>, any Error> {
    var request = RESTRequest(try .watch(path(), options), accept: [Self.tableType, "application/json"])
    if let seconds = options.timeoutSeconds { request.idleTimeout = .seconds(seconds) + .seconds(30) }
    let answer = try await client.stream(request)
    let source = WatchSource<TableRow>(
      body: answer.body, format: .json, options: decoding, frameLimit: client.configuration.maximumWatchFrameBytes)
    let columns = TableColumns()
    return AsyncThrowingStream { try await source.nextEvent().map { columns.complete($0) } }
  }
}

/// The columns that were told last.
private final class TableColumns: Sendable {
  private let last = Lock<[ResourceTable.Column]>([])

  func complete(_ event: WatchEvent<TableRow>) -> WatchEvent<ResourceTable> {
    switch event {
    case .added(let row): .added(complete(row.table))
    case .modified(let row): .modified(complete(row.table))
    case .deleted(let row): .deleted(complete(row.table))
    case .bookmark(let bookmark): .bookmark(bookmark)
    }
  }

  private func complete(_ table: ResourceTable) -> ResourceTable {
    var table = table
    table.columns = last.withLock { last in
      if !table.columns.isEmpty { last = table.columns }
      return last
    }
    return table
  }
}

/// A table as an object of a watch.
struct TableRow: KubernetesObject, WireCodable {
  var table: ResourceTable
  var metadata: UnstructuredMetadata

  static var wireFormats: [WireFormat] { [.json] }

  init(wire bytes: Bytes, format: WireFormat, context: DecodingContext) throws {
    table = try ResourceTable(wire: bytes, format: format, context: context)
    metadata = table.rows.first?.metadata ?? UnstructuredMetadata()
  }

  func wireBytes(format: WireFormat) throws -> [UInt8] { try table.wireBytes(format: format) }
}
