internal import Metrics

/// What a recorder tells the application's metrics backend. Labels are the controller's name and fixed words.
struct EventRecorderMetrics: Sendable {
  private let created: Counter
  private let updated: Counter
  private let retried: Counter
  private let dropped: [EventDrop.Reason: Counter]

  init(controller: String) {
    let dimensions = [("controller", controller)]
    created = Counter(label: "kubernetes_events_created_total", dimensions: dimensions)
    updated = Counter(label: "kubernetes_events_updated_total", dimensions: dimensions)
    retried = Counter(label: "kubernetes_events_retried_total", dimensions: dimensions)
    dropped = Dictionary(
      uniqueKeysWithValues: EventDrop.Reason.allCases.map { reason in
        (
          reason,
          Counter(label: "kubernetes_events_dropped_total", dimensions: dimensions + [("reason", reason.rawValue)])
        )
      })
  }

  func recordDrop(_ drop: EventDrop) { dropped[drop.reason]?.increment(by: drop.count) }

  func record(_ write: EventWrite, _ outcome: EventWrite.Outcome) {
    switch outcome {
    case .written, .exists: (write.isCreation ? created : updated).increment()
    case .failed: retried.increment()
    case .gone, .refused, .cancelled: break
    }
  }
}
