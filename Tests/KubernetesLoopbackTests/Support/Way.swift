import KubernetesClient
import Testing

/// What a request travels over, and what the loop's thread waits with.
struct Way: Sendable, CustomTestStringConvertible {
  enum Wire: String, CaseIterable, Sendable {
    case http2, http1, plain
  }

  var wire: Wire
  var eventLoop: CurlTransportConfiguration.EventLoop

  var testDescription: String { "\(wire.rawValue) \(eventLoop)" }

  static let all = Wire.allCases.flatMap { wire in
    [CurlTransportConfiguration.EventLoop.platform, .portable].map { Way(wire: wire, eventLoop: $0) }
  }
  static let http2 = all.filter { $0.wire == .http2 }
  static let plain = all.filter { $0.wire == .plain }
}
