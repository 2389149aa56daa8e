/// A bare connection to a server, in both directions.
///
/// Releasing it closes it.
public protocol TransportConnection: AnyObject, Sendable {
  /// Host and port, as a `Host` field names them.
  var authority: String { get }

  /// What has come, at least one byte; nil at the end.
  ///
  /// Nothing is read ahead beyond a small budget. Cancelling the calling task ends the call and leaves the connection,
  /// and what comes next, to the next one. A second concurrent reader is refused.
  ///
  /// - Throws: ``TransportError``, or `CancellationError`, also after ``close(saying:)``.
  func read() async throws -> Bytes?

  /// Returns when the system has taken all bytes. Calls at the same time are written one after the other, each in one
  /// piece.
  ///
  /// Cancelling the calling task closes the connection: nobody could know how much was written.
  ///
  /// - Throws: ``TransportError``, or `CancellationError`, also after ``close(saying:)``.
  func write(_ bytes: Bytes) async throws

  /// Closes the connection at once. May be called at any time, from anywhere, more than once.
  ///
  /// - Parameter farewell: Sent before, as far as it can be without waiting.
  func close(saying farewell: Bytes)
}

extension TransportConnection {
  /// Closes the connection at once, without a word.
  public func close() { close(saying: .empty) }
}
