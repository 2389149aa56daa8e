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
    var members = try JSONWindows(body)
    while let (key, value) = try members.nextMember() {
      if key.isEqual(to: "metadata") {
        metadata = try WireMetadata(json: value)
      } else if key.isEqual(to: "items"), !value.isJSONNull {
        var items = try JSONWindows(value)
        while let item = try items.nextElement() { add(item, .json, context, to: &page) }
      }
    }
    return finish(page, metadata)
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
