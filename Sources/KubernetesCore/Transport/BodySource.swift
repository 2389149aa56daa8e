/// Where a ``BodyStream`` takes its bytes from; transports implement it.
///
/// The source's `deinit` must close the exchange.
public protocol BodySource: AnyObject, Sendable {
  /// The next piece, never empty; nil at the end. Throws ``TransportError``, or `CancellationError` after
  /// ``cancel()`` and when the calling task is cancelled. A second concurrent reader is refused with an error.
  func next() async throws -> Bytes?

  /// Closes the exchange. May be called at any time, from anywhere, more than once.
  func cancel()
}
