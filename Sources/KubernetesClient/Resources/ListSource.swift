internal import KubernetesCore
internal import KubernetesLocks

/// Reads one list object by object. One consumer at a time; a second one is refused.
///
/// `@unchecked Sendable`: the mutable properties are touched between taking and giving back `isBusy` only.
final class ListSource<Object: KubernetesObject & WireCodable>: @unchecked Sendable {
  private let body: BodyStream
  private let isBusy = Lock(false)

  private var decoder: ListDecoder<Object>
  /// Objects that ``next()`` has yet to hand out.
  private var rest: ArraySlice<Object> = []
  /// Thrown once the objects before it have been handed out.
  private var failure: (any Error)?
  private var hasEnded = false

  init(body: BodyStream, format: WireFormat, options: DecodingOptions) {
    self.body = body
    decoder = ListDecoder(format, options)
  }

  /// The next object; nil at the end of the list.
  func next() async throws -> Object? {
    let entered = isBusy.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    if !entered { throw KubernetesError(.invalidRequest, "the list is being read by another task") }
    defer { isBusy.withLock { $0 = false } }
    if let object = rest.popFirst() { return object }
    return try await read()
  }

  @concurrent
  private func read() async throws -> Object? {
    while true {
      if let object = rest.popFirst() { return object }
      if let failure { throw failure }
      if hasEnded { return nil }
      do {
        guard let piece = try await body.next() else {
          hasEnded = true
          _ = try decoder.finish(ListPage(items: [], resourceVersion: ""))
          continue
        }
        try decode(piece)
      } catch let error as WireError {
        failure = ListDecoding.described(error, Object.self)
      } catch let error as TransportError {
        failure = KubernetesError(.transport, error.description, cause: error)
      } catch {
        failure = error
      }
      if failure != nil { body.cancel() }
    }
  }

  private func decode(_ piece: Bytes) throws(WireError) {
    var items: [Object] = []
    var failures: [UndecodableObject] = []
    defer {
      decoder.complete(&items)
      // What comes behind an object that cannot be read is not handed out.
      if let index = failures.first?.index { items.removeLast(max(0, items.count - (index - handedOver))) }
      handedOver += items.count
      rest = items[...]
    }
    try decoder.feed(piece, into: &items, &failures)
    if let failure = failures.first { throw failure.error }
  }

  /// How many objects were decoded before the piece at hand.
  private var handedOver = 0
}
