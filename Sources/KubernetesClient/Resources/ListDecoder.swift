internal import KubernetesCore

/// Decodes the items of one list, piece by piece of its body, with one context for all of them. Used by one task at a
/// time.
struct ListDecoder<Object: KubernetesObject & WireCodable> {
  private let format: WireFormat
  private let context: DecodingContext
  private var splitter: ListSplitter
  private var metadata = WireMetadata()
  private var apiVersion = ""
  private var listKind = ""
  /// How many items there were, unreadable ones included.
  private var count = 0
  private let readLeading: LeadingReader?

  /// Reads the object at the beginning of bytes; how long it is. Nil if there is none that can be read.
  private typealias LeadingReader = @Sendable (Bytes, DecodingContext) -> (object: Object, count: Int)?

  init(_ format: WireFormat, _ options: DecodingOptions) {
    self.format = format
    context = DecodingContext(options)
    splitter = ListSplitter(format)
    readLeading = (Object.self as? any Model.Type).map { Self.leadingReader($0) }
  }

  private static func leadingReader<Value: Model>(_ type: Value.Type) -> LeadingReader {
    { bytes, context in
      guard let (value, count) = Value.leading(bytes, context: context), let object = value as? Object else {
        return nil
      }
      return (object, count)
    }
  }

  /// Decodes what is complete with the next piece.
  mutating func feed(
    _ piece: Bytes, into items: inout [Object], _ failures: inout [UndecodableObject]
  ) throws(WireError) {
    splitter.feed(piece)
    while let part = try nextPart(into: &items) {
      switch part {
      case .item(let bytes, let offset): decode(bytes, at: offset, into: &items, &failures)
      case .metadata(let bytes): metadata = try metadata(bytes)
      case .apiVersion(let text): apiVersion = text
      case .kind(let text): listKind = text
      }
    }
  }

  /// The next part behind items that could be decoded where they are.
  private mutating func nextPart(into items: inout [Object]) throws(WireError) -> ListSplitter.Part? {
    guard let readLeading else { return try splitter.next() }
    let context = context
    let known = items.count
    defer { count += items.count - known }
    return try splitter.next { bytes in
      guard let (object, count) = readLeading(bytes, context) else { return nil }
      items.append(object)
      return count
    }
  }

  /// Ends the list: gives the page what the list says of itself, and its items their kind where they need it.
  func finish(_ page: ListPage<Object>) throws(WireError) -> ListPage<Object> {
    try splitter.finish()
    var page = page
    if needsCompletion { for index in page.items.indices { complete(&page.items[index]) } }
    page.resourceVersion = metadata.resourceVersion ?? ""
    page.continueToken = metadata.continueToken.flatMap { $0.isEmpty ? nil : $0 }
    page.remainingItemCount = metadata.remainingItemCount
    return page
  }

  /// Gives items their kind, as far as the list has told it yet. The API server tells it first.
  func complete(_ items: inout [Object]) {
    if needsCompletion { for index in items.indices { complete(&items[index]) } }
  }

  private mutating func decode(
    _ item: Bytes, at offset: Int, into items: inout [Object], _ failures: inout [UndecodableObject]
  ) {
    let index = count
    count += 1
    var failure: WireError
    do {
      items.append(try Object(wire: item, format: format, context: context))
      return
    } catch let error as WireError {
      failure = error
    } catch {
      failure = WireError(.malformed, String(describing: error))
    }
    failure.path = failure.path.isEmpty ? "items[\(index)]" : "items[\(index)].\(failure.path)"
    failure.offset = offset + (failure.offset ?? 0)
    failures.append(UndecodableObject(object: item, format: format, index: index, error: failure))
  }

  private func metadata(_ bytes: Bytes) throws(WireError) -> WireMetadata {
    do {
      return format == .json ? try WireMetadata(json: bytes) : try WireMetadata(listMeta: bytes)
    } catch let error as WireError {
      throw WireError(error.code, error.message, path: "metadata")
    } catch {
      throw WireError(.malformed, "\(error)", path: "metadata")
    }
  }

  // MARK: Kinds

  /// `PodList` is a list of `Pod`. A list named just `List` holds objects that name their kind themselves.
  private var needsCompletion: Bool {
    Object.self is any ListItem.Type && !apiVersion.isEmpty && listKind.hasSuffix("List") && listKind != "List"
  }

  private func complete(_ object: inout Object) {
    guard var item = object as? any ListItem else { return }
    item.complete(apiVersion: apiVersion, kind: String(listKind.dropLast("List".count)))
    if let item = item as? Object { object = item }
  }
}
