internal import CKubernetesCurl
internal import HTTPTypes
internal import KubernetesCore

/// One HTTP exchange. Touched by the loop's thread only.
final class CurlExchange {
  /// What the loop needs to begin one.
  struct Start: Sendable {
    var id: UInt64
    var request: TransportRequest
    var destination: Destination
  }

  /// Who waits for the answer.
  enum Destination: Sendable {
    case unary(CheckedContinuation<RawResponse, any Error>)
    case stream(ResponsePipe)

    func fail(_ error: any Error) {
      switch self {
      case .unary(let continuation): continuation.resume(throwing: error)
      case .stream(let pipe): pipe.finish(throwing: error)
      }
    }
  }

  /// An answer as it came: header lines, and the body possibly compressed.
  struct RawResponse: Sendable {
    var head: [UInt8]
    var body: Bytes
  }

  let id: UInt64
  let request: TransportRequest
  let destination: Destination
  /// Present while the handle is in the multi.
  var handle: CurlHandle?
  /// The engine's admission counts it.
  var isCounted = false
  /// Outlives the exchange.
  private unowned let engine: CurlEngine
  /// Names the connection while the exchange is on it.
  private(set) var localPort: Int32?
  /// What is known of that connection, when others may be on it.
  private(set) var pulse: CurlEngine.Pulse?
  /// The lines of the answer's head so far.
  private(set) var head: [UInt8] = []
  private(set) var isHeadComplete = false
  /// Something of an answer has come.
  private(set) var hasAnswered = false
  /// libcurl waits for the consumer.
  private(set) var isPaused = false
  private(set) var body = BytesBuilder()
  /// Why the exchange was ended from our side.
  private(set) var failure: TransportError?
  private let start: UInt64
  /// When the last byte came or went, in milliseconds of the monotonic clock.
  private var lastByte: UInt64
  /// How much of the body had left when that was last looked at.
  private var uploaded: curl_off_t = 0
  /// The longest silence.
  private let idleTimeout: Duration?

  /// A head that is larger is refused. libcurl's own limit is 300 KiB.
  static let maximumHeadBytes = 256 << 10

  init(_ start: Start, _ engine: CurlEngine, now: UInt64) {
    self.engine = engine
    id = start.id
    request = start.request
    destination = start.destination
    self.start = now
    lastByte = now
    let isEndless = if case .stream = start.destination { !start.request.expectsEnd } else { false }
    let hasNone = isEndless || request.timeout != nil
    idleTimeout = request.idleTimeout ?? (hasNone ? nil : engine.configuration.idleTimeout)
  }

  var isStream: Bool {
    if case .stream = destination { true } else { false }
  }

  /// The request is about to be written to a connection; false to give it up.
  ///
  /// libcurl sends a request again, without being asked, when a kept connection turns out to be dead. A change must not
  /// be sent again: the server may have made it.
  func willSend(localPort port: Int32) -> Bool {
    let previous = localPort
    localPort = port
    // What came before, came over another connection or made this one.
    lastByte = kc_monotonic_milliseconds()
    engine.sockets.carriesRequest(localPort: port)
    if isCounted {
      engine.admission.connected(localPort: port, previous: previous)
      pulse = engine.pulse(localPort: port)
    }
    guard previous != nil, !Self.isRepeatable(request.method) else { return true }
    failure = TransportError(
      .closed, "the connection ended before the answer; the request is not sent again", isBeforeResponse: true)
    return false
  }

  private static func isRepeatable(_ method: HTTPRequest.Method) -> Bool {
    method == .get || method == .head || method == .options
  }

  /// libcurl hands over one line of a head at a time; interim answers and trailers pass here too.
  func receive(line: UnsafeRawBufferPointer) -> Int {
    hears()
    hasAnswered = true
    if isHeadComplete { return line.count }  // trailers
    if line.count >= 5, line.prefix(5).elementsEqual("HTTP/".utf8) { head.removeAll(keepingCapacity: true) }
    guard head.count + line.count <= Self.maximumHeadBytes else {
      failure = TransportError(
        .responseTooLarge, "the answer's head is larger than \(Self.maximumHeadBytes) bytes")
      return 0
    }
    head.append(contentsOf: line)
    guard line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) else { return line.count }
    let statusLine = head.prefix { $0 != 0x0D && $0 != 0x0A }
    guard let status = ResponseHead.status(statusLine), status >= 200 else { return line.count }
    isHeadComplete = true
    if case .stream(let pipe) = destination {
      pipe.deliver(head: head)
      head = []
    }
    return line.count
  }

  /// Returns how many bytes were taken, or libcurl's mark for a pause.
  func receive(body bytes: UnsafeRawBufferPointer) -> Int {
    hears()
    switch destination {
    case .stream(let pipe):
      isPaused = !pipe.push(bytes)
      return isPaused ? Int(CURL_WRITEFUNC_PAUSE) : bytes.count
    case .unary:
      guard body.count + bytes.count <= request.maximumResponseBytes else {
        failure = TransportError(
          .responseTooLarge, "the response is larger than \(request.maximumResponseBytes) bytes")
        return 0
      }
      body.append(bytes)
      return bytes.count
    }
  }

  /// The answer ended cleanly.
  func succeed() {
    switch destination {
    case .unary(let continuation): continuation.resume(returning: RawResponse(head: head, body: body.finish()))
    case .stream(let pipe): pipe.finish()
    }
  }

  func fail(_ error: any Error) { destination.fail(error) }

  // MARK: Time

  /// A body up to this size has left at once or never will.
  private static let smallBodyBytes = 64 << 10

  private func hears() {
    lastByte = kc_monotonic_milliseconds()
    pulse?.hears(now: lastByte)
  }

  func willResume(now: UInt64) {
    isPaused = false
    lastByte = now
  }

  /// What is no silence of the peer: a paused stream waits for its consumer, and a body may take its time to leave.
  func noteProgress(now: UInt64) {
    if isPaused { lastByte = now }
    guard let body = request.body, body.count > Self.smallBodyBytes, !hasAnswered, let handle else { return }
    var sent: curl_off_t = 0
    _ = kc_info_offset(handle.easy, CURLINFO_SIZE_UPLOAD_T, &sent)
    if sent != uploaded { lastByte = now }
    uploaded = sent
  }

  /// Since when the peer has been waited for; nil where silence says nothing about it: the consumer is slow, or a stream
  /// without a limit may well be silent.
  var owesAnswerSince: UInt64? {
    if isPaused || (isStream && idleTimeout == nil) { return nil }
    return lastByte
  }

  private var wholeDeadline: UInt64 { request.timeout.map { start + $0.milliseconds } ?? .max }

  private var idleDeadline: UInt64 { idleTimeout.map { lastByte + $0.milliseconds } ?? .max }

  /// When the exchange is to be given up, in milliseconds of the monotonic clock; `max` for never.
  var deadline: UInt64 { min(wholeDeadline, idleDeadline) }

  func expiry(now: UInt64) -> TransportError {
    if wholeDeadline <= now {
      return TransportError(.timeout, "no whole answer within the request's limit", isBeforeResponse: !hasAnswered)
    }
    return TransportError(
      .idle, "no byte from the server within the idle limit", isBeforeResponse: !hasAnswered)
  }
}

extension Duration {
  /// Rounded up, so that a limit is never shorter than asked for.
  var milliseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    let whole = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1000)
    if whole.overflow { return UInt64.max / 4 }
    return min(whole.partialValue + UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000), UInt64.max / 4)
  }
}
