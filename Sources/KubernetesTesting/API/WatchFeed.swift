import KubernetesCore

/// What one watch has sent and has still to send: a pure state, fed with events, giving frames.
struct WatchFeed: Sendable {
  let selection: ObjectSelection
  let definition: ResourceDefinition
  let negotiation: Negotiation
  let allowsBookmarks: Bool
  let sendsInitialEventsEnd: Bool
  /// The revision up to which everything has been sent.
  private(set) var cursor: Int
  /// The objects that the watch begins with.
  var initial: ArraySlice<StoredObject> = []
  var faults: [Fault] = []
  private var hasEndedInitialEvents = false
  private var sentEvents = 0
  private(set) var isFinished = false

  /// How many events, or initial objects, go into one piece of the body.
  static let batch = 256

  init(
    selection: ObjectSelection, definition: ResourceDefinition, negotiation: Negotiation, allowsBookmarks: Bool,
    sendsInitialEventsEnd: Bool, cursor: Int
  ) {
    self.selection = selection
    self.definition = definition
    self.negotiation = negotiation
    self.allowsBookmarks = allowsBookmarks
    self.sendsInitialEventsEnd = sendsInitialEventsEnd
    self.cursor = cursor
  }

  /// True while the initial events are not all sent.
  var isSendingInitialEvents: Bool { !initial.isEmpty || (sendsInitialEventsEnd && !hasEndedInitialEvents) }

  /// The next frames of the initial events, and the bookmark that ends them.
  mutating func initialFrames(_ renderer: Renderer) -> Bytes {
    var builder = BytesBuilder(capacity: 4096)
    for object in initial.prefix(Self.batch) where !isFinished {
      append(.added, object, revision: object.revision, renderer, &builder)
    }
    initial = initial.dropFirst(Self.batch)
    if initial.isEmpty, sendsInitialEventsEnd, !hasEndedInitialEvents {
      hasEndedInitialEvents = true
      let isDropped = faults.contains { if case .noInitialEventsEnd = $0.kind { true } else { false } }
      if !isDropped, !isFinished {
        builder.append(renderer.bookmark(revision: cursor, endsInitialEvents: true, negotiation))
      }
    }
    return builder.finish()
  }

  /// The frames for events behind the cursor, which moves on.
  mutating func frames(_ events: [StorageEvent], _ renderer: Renderer) -> Bytes {
    var builder = BytesBuilder(capacity: 1024)
    for event in events where !isFinished {
      cursor = event.revision
      guard let (kind, object) = selection.event(for: event) else { continue }
      append(kind, object, revision: event.revision, renderer, &builder)
    }
    return builder.finish()
  }

  private mutating func append(
    _ kind: StorageEvent.Kind, _ object: StoredObject, revision: Int, _ renderer: Renderer,
    _ builder: inout BytesBuilder
  ) {
    let frame = renderer.frame(kind, object, revision: revision, negotiation, isFirst: sentEvents == 0)
    builder.append(frame)
    sentEvents += 1
    for fault in faults {
      switch fault.kind {
      case .duplicateEvents: builder.append(frame)
      case .endWatch(let count) where sentEvents >= count: isFinished = true
      case .expireWatch(let count) where sentEvents >= count:
        builder.append(renderer.error(Self.tooOld(cursor, cursor), negotiation))
        isFinished = true
      default: break
      }
    }
  }

  /// A bookmark at the current revision; nil when none is due.
  mutating func bookmark(at revision: Int, _ renderer: Renderer) -> Bytes? {
    guard allowsBookmarks, !isFinished else { return nil }
    if faults.contains(where: { if case .dropBookmarks = $0.kind { true } else { false } }) { return nil }
    cursor = max(cursor, revision)
    return renderer.bookmark(revision: cursor, endsInitialEvents: false, negotiation)
  }

  /// The frame that says that the cursor is no longer held; the watch is over.
  mutating func expire(requested: Int, oldest: Int, _ renderer: Renderer) -> Bytes {
    isFinished = true
    return renderer.error(Self.tooOld(requested, oldest), negotiation)
  }

  private static func tooOld(_ requested: Int, _ current: Int) -> APIError {
    .expired("too old resource version: \(requested) (\(current))")
  }
}
