internal import KubernetesCore

/// Reads a list whose items are decoded one by one: an item that cannot be read is reported, the others are kept.
enum ListDecoding {
  /// Reads a body that is there as a whole.
  static func decode<Object: KubernetesObject & WireCodable>(
    _ type: Object.Type, _ body: Bytes, format: WireFormat, options: DecodingOptions
  ) throws(WireError) -> ListPage<Object> {
    var decoder = ListDecoder<Object>(format, options)
    var page = ListPage<Object>(items: [], resourceVersion: "")
    try decoder.feed(body, into: &page.items, &page.failures)
    return try decoder.finish(page)
  }

  /// Reads a body while it arrives: beside the objects, a piece of the body and the beginning of one item are held.
  ///
  /// Decoding does not run on an actor. While one piece is decoded, the transport receives the next ones, up to its
  /// buffer.
  ///
  /// - Parameter limit: The most bytes of the whole body.
  @concurrent
  static func decode<Object: KubernetesObject & WireCodable>(
    _ type: Object.Type, _ body: BodyStream, format: WireFormat, options: DecodingOptions, limit: Int
  ) async throws -> ListPage<Object> {
    var decoder = ListDecoder<Object>(format, options)
    var page = ListPage<Object>(items: [], resourceVersion: "")
    var count = 0
    while let piece = try await body.next() {
      count += piece.count
      if count > limit { throw TransportError(.responseTooLarge, "the response is larger than \(limit) bytes") }
      try decoder.feed(piece, into: &page.items, &page.failures)
    }
    return try decoder.finish(page)
  }

  /// What a list's failure is to the caller.
  static func described<Object>(_ error: WireError, _ type: Object.Type) -> KubernetesError {
    KubernetesError(.decoding, "list of \(type): \(error)", cause: error)
  }
}
