internal import KubernetesCore

/// Reads a list whose items are decoded one by one: an item that cannot be read is reported, the others are kept.
enum ListDecoding {
  static func decode<Object: KubernetesObject & WireCodable>(
    _ type: Object.Type, _ body: Bytes, format: WireFormat
  ) throws -> ListPage<Object> {
    switch format {
    case .json: try decodeJSON(body)
    case .protobuf: try decodeProtobuf(body)
    }
  }

  private static func decodeJSON<Object: KubernetesObject & WireCodable>(_ body: Bytes) throws -> ListPage<Object> {
    let context = DecodingContext()
    var metadata = WireMetadata()
    var page = ListPage<Object>(items: [], resourceVersion: "")
    var apiVersion: String?
    var kind: String?
    var members = try JSONWindows(body)
    while let (key, value) = try members.nextMember() {
      if key.isEqual(to: "metadata") {
        metadata = try WireMetadata(json: value)
      } else if key.isEqual(to: "items"), !value.isJSONNull {
        var items = try JSONWindows(value)
        while let item = try items.nextElement() { add(item, .json, context, to: &page) }
      } else if key.isEqual(to: "apiVersion") {
        apiVersion = try value.jsonString()
      } else if key.isEqual(to: "kind") {
        kind = try value.jsonString()
      }
    }
    complete(&page.items, apiVersion, kind)
    return finish(page, metadata)
  }

  /// `PodList` is a list of `Pod`. A list named just `List` holds objects that name their kind themselves.
  private static func complete<Object>(_ items: inout [Object], _ apiVersion: String?, _ listKind: String?) {
    guard Object.self is any ListItem.Type, let apiVersion, let listKind, listKind.hasSuffix("List"), listKind != "List"
    else { return }
    let kind = String(listKind.dropLast("List".count))
    for index in items.indices {
      guard var item = items[index] as? any ListItem else { continue }
      item.complete(apiVersion: apiVersion, kind: kind)
      if let item = item as? Object { items[index] = item }
    }
  }

  /// Every list of the API has its metadata in field 1 and its items in field 2.
  private static func decodeProtobuf<Object: KubernetesObject & WireCodable>(_ body: Bytes) throws -> ListPage<Object> {
    let context = DecodingContext()
    var metadata = WireMetadata()
    var page = ListPage<Object>(items: [], resourceVersion: "")
    var fields = ProtobufWindows(try ProtobufWindows.unwrapped(body))
    while let (number, value) = try fields.nextField() {
      switch (number, value) {
      case (1, .bytes(let bytes)): metadata = try WireMetadata(listMeta: bytes)
      case (2, .bytes(let bytes)): add(bytes, .protobuf, context, to: &page)
      default: break
      }
    }
    return finish(page, metadata)
  }

  private static func add<Object: KubernetesObject & WireCodable>(
    _ item: Bytes, _ format: WireFormat, _ context: DecodingContext, to page: inout ListPage<Object>
  ) {
    do {
      page.items.append(try Object(wire: item, format: format, context: context))
    } catch let error as WireError {
      page.failures.append(UndecodableObject(object: item, format: format, error: error))
    } catch {
      let error = WireError(.malformed, String(describing: error))
      page.failures.append(UndecodableObject(object: item, format: format, error: error))
    }
  }

  private static func finish<Object>(_ page: ListPage<Object>, _ metadata: WireMetadata) -> ListPage<Object> {
    var page = page
    page.resourceVersion = metadata.resourceVersion ?? ""
    page.continueToken = metadata.continueToken.flatMap { $0.isEmpty ? nil : $0 }
    page.remainingItemCount = metadata.remainingItemCount
    return page
  }
}
