internal import HTTPTypes
public import KubernetesCore
internal import KubernetesLocks

/// Answers requests with bodies that arrive in pieces, and that may break off.
public final class PiecesTransport: Transport {
  /// A body: its pieces, and what it ends with.
  public struct Body: Sendable {
    /// In the order in which they arrive.
    public var pieces: [Bytes]
    /// What is thrown behind the last piece; nil for a clean end.
    public var failure: TransportError?

    /// Joins the parts.
    public init(_ pieces: [Bytes], failure: TransportError? = nil) {
      self.pieces = pieces
      self.failure = failure
    }
  }

  private let status: Int
  private let headers: HTTPFields
  private let bodies: [Body]
  private let journal = Lock<[TransportRequest]>([])

  /// The n-th request is answered with the n-th body, all later ones with the last.
  public init(_ bodies: [Body], status: Int = 200, type: String = "application/json") {
    self.bodies = bodies
    self.status = status
    headers = [.contentType: type]
  }

  /// The requests so far.
  public var requests: [TransportRequest] { journal.withLock { $0 } }

  /// Answers with the next body.
  public func stream(_ request: TransportRequest) async throws -> TransportStream {
    let number = journal.withLock { journal in
      journal.append(request)
      return journal.count - 1
    }
    let body = bodies[min(number, bodies.count - 1)]
    return TransportStream(status: status, headers: headers, body: BodyStream(Pieces(body)))
  }

  /// Holds nothing.
  public func shutdown() async {}
}

/// Hands out pieces, each once, and keeps none that was handed out.
private final class Pieces: BodySource {
  private let rest: Lock<(pieces: [Bytes], failure: TransportError?)?>

  init(_ body: PiecesTransport.Body) { rest = Lock((body.pieces.reversed(), body.failure)) }

  func next() async throws -> Bytes? {
    let step: Result<Bytes?, any Error> = rest.withLock { rest in
      guard rest != nil else { return .failure(CancellationError()) }
      if let piece = rest?.pieces.popLast() { return .success(piece) }
      if let failure = rest?.failure { return .failure(failure) }
      return .success(nil)
    }
    return try step.get()
  }

  func cancel() { rest.withLock { $0 = nil } }
}
