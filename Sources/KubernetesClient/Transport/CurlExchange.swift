internal import CKubernetesCurl
internal import KubernetesCore

/// One HTTP exchange. Touched by the loop's thread only.
final class CurlExchange {
  /// What the loop needs to begin one.
  struct Start: Sendable {
    var id: UInt64
    var request: TransportRequest
    var compression: Bool
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
  let usesOwnConnection: Bool
  /// Present while the handle is in the multi.
  var handle: CurlEngine.Handle?
  var headerList: UnsafeMutablePointer<curl_slist>?
  /// The lines of the answer's head so far.
  private(set) var head: [UInt8] = []
  private(set) var isHeadComplete = false
  private(set) var body = BytesBuilder()
  /// Why the exchange was ended from our side.
  private(set) var failure: TransportError?
  /// When the last byte came, in milliseconds of the monotonic clock.
  private(set) var lastByte: UInt64

  init(_ start: Start, now: UInt64) {
    id = start.id
    request = start.request
    destination = start.destination
    usesOwnConnection = start.request.usesOwnConnection
    lastByte = now
  }

  var isStream: Bool {
    if case .stream = destination { true } else { false }
  }

  /// libcurl hands over one line of a head at a time; interim answers and trailers pass here too.
  func receive(line: UnsafeRawBufferPointer) -> Int {
    lastByte = kc_monotonic_milliseconds()
    if isHeadComplete { return line.count }  // trailers
    if line.count >= 5, line.prefix(5).elementsEqual("HTTP/".utf8) { head.removeAll(keepingCapacity: true) }
    guard head.count + line.count <= 1 << 20 else {
      failure = TransportError(.responseTooLarge, "the answer's head is larger than 1 MiB")
      return 0
    }
    head.append(contentsOf: line)
    guard line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) else { return line.count }
    let statusLine = head.prefix { $0 != 0x0D && $0 != 0x0A }
    guard let status = ResponseHead.status(statusLine), status >= 200 else { return line.count }
    isHeadComplete = true
    if case .stream(let pipe) = destination { pipe.deliver(head: head) }
    return line.count
  }

  /// Returns how many bytes were taken, or libcurl's mark for a pause.
  func receive(body bytes: UnsafeRawBufferPointer) -> Int {
    lastByte = kc_monotonic_milliseconds()
    switch destination {
    case .stream(let pipe):
      return pipe.push(bytes) ? bytes.count : Int(CURL_WRITEFUNC_PAUSE)
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

  /// When the exchange is to be given up, in milliseconds of the monotonic clock; nil for never. A paused stream waits
  /// for its consumer, not for the peer.
  func deadline(startingFrom now: UInt64) -> UInt64? {
    guard let limit = request.idleTimeout, case .stream(let pipe) = destination else { return nil }
    return (pipe.isPaused ? now : lastByte) + limit.milliseconds
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
