internal import KubernetesLocks
internal import Metrics

/// The client's instruments. Labels are verbs, status codes and fixed error codes: their number is bounded.
struct RESTMetrics: Sendable {
  private struct Key: Hashable {
    var verb: String
    var code: String
  }

  private let requests = Lock<[Key: Counter]>([:])
  private let durations = Lock<[String: Timer]>([:])
  private let retries = Counter(label: "kubernetes_client_request_retries_total")
  private let waits = Timer(label: "kubernetes_client_rate_limiter_duration_seconds")

  /// Counts an attempt by its outcome: a status code, or the code of a transport error.
  func record(verb: String, code: String, duration: Duration) {
    let counter = requests.withLock { counters in
      let key = Key(verb: verb, code: code)
      if let counter = counters[key] { return counter }
      let counter = Counter(
        label: "kubernetes_client_requests_total", dimensions: [("verb", verb), ("code", code)])
      counters[key] = counter
      return counter
    }
    counter.increment()
    let timer = durations.withLock { timers in
      if let timer = timers[verb] { return timer }
      let timer = Timer(label: "kubernetes_client_request_duration_seconds", dimensions: [("verb", verb)])
      timers[verb] = timer
      return timer
    }
    timer.record(duration: duration)
  }

  func recordRetry() { retries.increment() }
  func recordWait(_ duration: Duration) { waits.record(duration: duration) }
}
