public import KubernetesCore
internal import KubernetesLocks

/// Answers requests with a closure, and remembers them.
public final class ScriptedTransport: Transport {
  /// Answers a request; `number` counts them from 0.
  public typealias Handler = @Sendable (_ request: TransportRequest, _ number: Int) async throws -> TransportResponse

  private let handler: Handler
  private let journal = Lock<[TransportRequest]>([])

  /// `number` counts the requests from 0.
  public init(_ handler: @escaping Handler) { self.handler = handler }

  /// The requests so far.
  public var requests: [TransportRequest] { journal.withLock { $0 } }

  /// Answers with the closure.
  public func stream(_ request: TransportRequest) async throws -> TransportStream {
    let number = journal.withLock { journal in
      journal.append(request)
      return journal.count - 1
    }
    let answer = try await handler(request, number)
    return TransportStream(status: answer.status, headers: answer.headers, body: BodyStream([answer.body]))
  }

  /// Holds nothing.
  public func shutdown() async {}
}
