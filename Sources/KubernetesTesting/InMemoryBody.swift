public import KubernetesCore
internal import KubernetesLocks

/// The writing end of a body that a test feeds by hand.
///
/// ```swift
/// let (writer, body) = InMemoryBody.make()
/// writer.send(Bytes("{\"type\":\"ADDED\"}\n"))
/// writer.finish()
/// ```
///
/// Writing never waits; what is not read yet is kept. ``closed()`` tells when the reader has gone.
public final class InMemoryBody: Sendable {
  private let pipe: InMemoryPipe

  private init(_ pipe: InMemoryPipe) { self.pipe = pipe }

  /// A writing end, and the body that it feeds.
  public static func make() -> (writer: InMemoryBody, body: BodyStream) {
    let pipe = InMemoryPipe()
    return (InMemoryBody(pipe), BodyStream(InMemoryBodySource(pipe)))
  }

  /// Adds a piece; an empty one is ignored, as is everything after the end.
  public func send(_ bytes: Bytes) { pipe.send(bytes) }

  /// Ends the body behind what was sent: cleanly, or with an error.
  public func finish(throwing error: TransportError? = nil) { pipe.finish(error) }

  /// Returns when the reader has cancelled the body or let go of it.
  public func closed() async { await pipe.closed() }

  /// True when the reader has cancelled the body or let go of it.
  public var isClosed: Bool { pipe.isClosed }

  /// Returns when the reader waits for a piece and there is none: everything sent before has been read.
  public func drained() async { await pipe.drained() }
}
