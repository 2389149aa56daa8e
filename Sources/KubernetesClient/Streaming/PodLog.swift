public import KubernetesCore

/// A container's log, in pieces as they arrive; ``lines`` cuts it into lines.
///
/// Pulled: nothing is read from the connection beyond a small budget until the consumer asks, and a consumer that is
/// slow makes the server wait. It can be iterated once, by one task at a time; leaving the loop closes the request at
/// once. A broken connection throws `KubernetesError` with the code `transport`; the end of the log ends the sequence.
public struct PodLog: AsyncSequence, Sendable {
  let body: BodyStream

  /// Reads piece by piece.
  public func makeAsyncIterator() -> Iterator { Iterator(base: body.makeAsyncIterator()) }

  /// Reads piece by piece.
  public struct Iterator: AsyncIteratorProtocol {
    let base: BodyStream.Iterator

    /// The next piece, never empty; nil at the end.
    public func next() async throws -> Bytes? {
      do {
        return try await base.next()
      } catch let error as TransportError {
        throw KubernetesError(.transport, error.description, cause: error)
      }
    }
  }

  /// The log line by line.
  public var lines: PodLogLines { PodLogLines(log: self) }

  /// The rest of the log as one text.
  ///
  /// - Parameter limit: The most bytes; beyond, the error's cause is a `TransportError` with the code
  ///   `responseTooLarge`.
  public func text(upTo limit: Int = 64 << 20) async throws -> String {
    do {
      return try await body.collect(upTo: limit).text
    } catch let error as TransportError {
      throw KubernetesError(.transport, error.description, cause: error)
    }
  }
}
