internal import HTTPTypes
internal import Instrumentation
internal import KubernetesCore

extension RESTClient {
  /// Base path, path and query.
  static func target(_ basePath: String, _ request: RESTRequest) -> String {
    var target = basePath + request.path
    var separator: Character = request.path.contains("?") ? "&" : "?"
    for (name, value) in request.query {
      target.append(separator)
      target += escaped(name) + "=" + escaped(value)
      separator = "&"
    }
    return target
  }

  /// Percent-encodes everything but the unreserved characters of RFC 3986.
  static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return result
  }

  /// `Retry-After` in whole seconds; the form with a date is not obeyed, as in client-go.
  static func retryAfter(_ headers: HTTPFields) -> Duration? {
    guard let text = headers[.retryAfter], let seconds = Int(text), seconds >= 0 else { return nil }
    return .seconds(seconds)
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
