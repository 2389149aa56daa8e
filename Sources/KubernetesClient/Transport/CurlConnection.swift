internal import CKubernetesCurl
internal import KubernetesCore

/// A connection that libcurl has made and on which it only moves bytes. Touched by the loop's thread only.
final class CurlConnection {
  /// What the loop needs to make one.
  struct Start: Sendable {
    var id: UInt64
    var pipe: ResponsePipe
    var continuation: CheckedContinuation<Void, any Error>
  }

  /// Bytes for a connection; nobody waits for a farewell.
  struct Send: Sendable {
    var id: UInt64
    var bytes: Bytes
    var continuation: CheckedContinuation<Void, any Error>?
  }

  let id: UInt64
  let pipe: ResponsePipe
  /// Stays in the multi for as long as the connection lives.
  let handle: CurlHandle
  /// Present until the connection is made.
  private var opening: CheckedContinuation<Void, any Error>?
  /// -1 until the connection is made.
  private(set) var socket: Int32 = -1
  private var sends: [Send] = []
  /// How much of the first of ``sends`` has left.
  private var sent = 0
  private var hasEnded = false
  private var isPaused = false

  /// How much is read before others get their turn.
  private static let bytesPerTurn = 1 << 20
  private static let bytesPerRead = 64 << 10

  init(_ start: Start, _ handle: CurlHandle) {
    id = start.id
    pipe = start.pipe
    opening = start.continuation
    self.handle = handle
  }

  var isOpen: Bool { socket >= 0 }
  var wantsToRead: Bool { isOpen && !hasEnded && !isPaused }
  var wantsToWrite: Bool { isOpen && !sends.isEmpty }

  func opened(_ socket: Int32) {
    self.socket = socket
    opening.take()?.resume()
  }

  func enqueue(_ send: Send) { sends.append(send) }

  func fail(_ error: any Error) {
    opening.take()?.resume(throwing: error)
    pipe.finish(throwing: error)
    for send in sends { send.continuation?.resume(throwing: error) }
    sends = []
  }

  /// Takes what has come, until there is nothing or the reader has enough. True when there may be more.
  func receive() throws(CurlFailure) -> Bool {
    var total = 0
    var buffer = BytesBuilder()
    while isOpen, !hasEnded {
      isPaused = !pipe.hasRoom()
      if isPaused { return false }
      if total >= Self.bytesPerTurn { return true }
      let code = buffer.append(capacity: Self.bytesPerRead) { memory in
        var count = 0
        let code = curl_easy_recv(handle.easy, memory.baseAddress, memory.count, &count)
        return (code == CURLE_OK ? count : 0, code)
      }
      let bytes = buffer.finish()
      switch code {
      case CURLE_AGAIN: return false
      case CURLE_OK where bytes.isEmpty:
        // TLS may be shut down without the connection's end.
        hasEnded = true
        pipe.finish()
      case CURLE_OK:
        total += bytes.count
        bytes.withUnsafeBytes { _ = pipe.push($0, withinBudget: false) }
      default: throw CurlFailure(code: code)
      }
    }
    return false
  }

  /// Writes until everything has left or the socket is full.
  func transmit() throws(CurlFailure) {
    while isOpen, let first = sends.first {
      var count = 0
      let code = first.bytes.withUnsafeBytes { bytes -> CURLcode in
        guard let base = bytes.baseAddress, sent < bytes.count else { return CURLE_OK }
        return curl_easy_send(handle.easy, base + sent, bytes.count - sent, &count)
      }
      if code == CURLE_AGAIN { return }
      guard code == CURLE_OK else { throw CurlFailure(code: code) }
      sent += count
      guard sent >= first.bytes.count else { continue }
      sent = 0
      sends.removeFirst()
      first.continuation?.resume()
    }
  }

  /// libcurl's code for a connection that is no use any more.
  struct CurlFailure: Error {
    var code: CURLcode
  }
}
