internal import HTTPTypes
internal import Instrumentation
internal import KubernetesCore

extension RESTClient {
  /// Base path, path and query.
  static func target(_ basePath: String, _ request: RESTRequest) -> String {
    var target = basePath + request.path
    PercentEncoding.append(request.query, to: &target)
    return target
  }

  /// `Retry-After` in whole seconds; the form with a date is not obeyed, as in client-go.
  static func retryAfter(_ headers: HTTPFields) -> Duration? {
    KubernetesError.retryAfterSeconds(headers).map { .seconds($0) }
  }
}

/// Carries the trace context in header fields.
struct HTTPFieldsInjector: Injector {
  func inject(_ value: String, forKey key: String, into carrier: inout HTTPFields) {
    if let name = HTTPField.Name(key) { carrier[name] = value }
  }
}

extension Clock where Duration == Swift.Duration {
  /// Tells the time since now.
  func stopwatch() -> @Sendable () -> Duration {
    let start = now
    return { start.duration(to: self.now) }
  }
}
