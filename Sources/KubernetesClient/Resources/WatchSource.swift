internal import KubernetesCore
internal import KubernetesLocks

/// Reads one watch: pulls bytes, cuts frames, decodes events. One consumer at a time; a second one is refused.
///
/// `@unchecked Sendable`: the mutable properties are touched between taking and giving back `isBusy` only.
final class WatchSource<Object: KubernetesObject & WireCodable>: @unchecked Sendable {
  private let body: BodyStream
  private let format: WireFormat
  private let isBusy = Lock(false)

  private var splitter: FrameSplitter
  private let context: DecodingContext
  /// Thrown once the events before it have been handed out.
  private var failure: (any Error)?
  private var hasEnded = false
  /// Events that ``nextEvent()`` has yet to hand out.
  private var rest: ArraySlice<WatchEvent<Object>> = []
  private var unreadable: [UndecodableObject] = []

  init(body: BodyStream, format: WireFormat, options: DecodingOptions, frameLimit: Int) {
    self.body = body
    context = DecodingContext(options)
    self.format = format
    splitter = FrameSplitter(format, limit: frameLimit)
  }

  /// Everything that has arrived, at least one event; nil at a clean end.
  func next() async throws -> WatchBatch<Object>? {
    try enter()
    defer { leave() }
    return try await read()
  }

  /// The next event; nil at a clean end.
  func nextEvent() async throws -> WatchEvent<Object>? {
    try enter()
    defer { leave() }
    while true {
      if let event = rest.popFirst() {
        // The array holds on to events that have been handed out.
        if rest.isEmpty { rest = [] }
        return event
      }
      if let unreadable = unreadable.first {
        throw KubernetesError(.decoding, "a watch event cannot be read: \(unreadable.error)", cause: unreadable.error)
      }
      guard let batch = try await read() else { return nil }
      rest = batch.events[...]
      unreadable = batch.failures
    }
  }

  private func enter() throws {
    let entered = isBusy.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    if !entered { throw KubernetesError(.invalidRequest, "the watch is being read by another task") }
  }

  private func leave() { isBusy.withLock { $0 = false } }

  @concurrent
  private func read() async throws -> WatchBatch<Object>? {
    while true {
      if let failure { throw failure }
      if hasEnded { return nil }
      var batch = WatchBatch<Object>(events: [])
      do {
        while let frame = try splitter.next() { try decode(frame, into: &batch) }
      } catch {
        failure = Self.described(error)
      }
      if !batch.events.isEmpty || !batch.failures.isEmpty { return batch }
      if failure != nil { continue }
      do {
        if let piece = try await body.next() {
          splitter.feed(piece)
        } else {
          hasEnded = true
          try splitter.finish()
        }
      } catch {
        failure = Self.described(error)
      }
    }
  }

  private func decode(_ frame: Bytes, into batch: inout WatchBatch<Object>) throws {
    let event = try WatchFrame(frame, format: format)
    switch event.type {
    case "ADDED", "MODIFIED", "DELETED":
      do {
        let object = try Object(wire: event.object, format: format, context: context)
        batch.events.append(
          event.type == "ADDED" ? .added(object) : event.type == "MODIFIED" ? .modified(object) : .deleted(object))
      } catch let error as WireError {
        batch.failures.append(
          UndecodableObject(
            object: event.object, format: format, error: error, isDeleted: event.type == "DELETED"))
      }
    case "BOOKMARK":
      batch.events.append(.bookmark(try WatchBookmark(object: event.object, format: format)))
    case "ERROR":
      throw KubernetesError(status: try Status(wire: event.object, format: format))
    default:
      throw WireError(.malformed, "not a type of watch event: \(event.type.prefix(32))")
    }
  }

  /// Everything that a watch throws is a ``KubernetesError`` or a cancellation.
  private static func described(_ error: any Error) -> any Error {
    switch error {
    case let error as WireError where error.code == .truncated:
      KubernetesError(.watchClosed, "the watch ended inside a frame", cause: error)
    case let error as WireError:
      KubernetesError(.decoding, "a watch frame cannot be read: \(error)", cause: error)
    case let error as TransportError:
      KubernetesError(.transport, error.description, cause: error)
    default: error
    }
  }
}
