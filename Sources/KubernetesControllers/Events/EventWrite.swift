internal import KubernetesCore
internal import KubernetesModels

/// One request that an event recorder wants to be made.
struct EventWrite: Sendable {
  var key: EventKey
  var record: EventRecord
  /// The event's name on the server.
  var name: String
  /// When it happened first.
  var firstTime: MicroTime
  /// When it happened last.
  var lastTime: MicroTime
  /// How often it has happened.
  var count: Int
  /// Whether the server has it not yet.
  var isCreation: Bool
  /// Which pause of all writing this write comes after.
  var epoch: Int

  /// How a write ended.
  enum Outcome: Equatable, Sendable {
    case written
    /// It was to be made, and is there: an earlier try came through, with as many occurrences as there were then.
    case exists
    /// There is no such event any more: servers keep them for an hour.
    case gone
    /// It may work later. `isGeneral` when other events would fail as well.
    case failed(delay: Duration?, isGeneral: Bool)
    case refused(EventDrop.Reason, String)
    case cancelled
  }

  /// The event as the server is to keep it.
  func event(_ reporter: EventReporter) -> EventsV1.Event {
    let namespace = record.regarding.namespace ?? ""
    var event = EventsV1.Event(
      // What lies in no namespace is told of in this one.
      metadata: MetaV1.ObjectMeta(name: name, namespace: namespace.isEmpty ? "default" : namespace),
      eventTime: firstTime, reportingController: reporter.controller, reportingInstance: reporter.instance,
      action: record.action, reason: record.reason, regarding: record.regarding, related: record.related,
      note: record.note, type: record.type.rawValue)
    if count > 1 { event.series = EventsV1.EventSeries(count: Int32(clamping: count), lastObservedTime: lastTime) }
    return event
  }
}

extension EventWrite.Outcome {
  /// What became of a write that threw.
  init(_ error: any Error, isCreation: Bool) {
    guard let error = error as? KubernetesError else {
      self = error is CancellationError ? .cancelled : .failed(delay: nil, isGeneral: true)
      return
    }
    if let cause = error.cause as? TransportError, cause.code == .shutdown {
      // Nothing will ever go this way again.
      self = .refused(.stopped, "the transport has been shut down")
    } else if error.code == .transport || error.code == .timeout || error.code == .credentials || error.isUnauthorized {
      self = .failed(delay: error.suggestedDelay, isGeneral: true)
    } else if error.isTransient || (500...599).contains(error.status?.code ?? 0) {
      let isGeneral = error.isTooManyRequests || error.isServiceUnavailable
      self = .failed(delay: error.suggestedDelay, isGeneral: isGeneral)
    } else if isCreation, error.isAlreadyExists {
      // The name is nobody else's: an earlier try came through, and only its answer did not.
      self = .exists
    } else if !isCreation, error.isNotFound {
      self = .gone
    } else if error.causes.contains(where: { $0.reason == "NamespaceTerminating" }) {
      self = .refused(.namespaceTerminating, error.message)
    } else if error.isConflict {
      // A patch names no version, so somebody else was writing at this moment.
      self = .failed(delay: nil, isGeneral: false)
    } else {
      self = .refused(.refused, error.description)
    }
  }
}
