internal import KubernetesCore

/// The two channels of one port, as kubelets speak them over a WebSocket: data and errors, each of which begins with the
/// port's number in two bytes. Pure.
struct PortForwardChannels {
  static let data: UInt8 = 0
  static let error: UInt8 = 1
  static let protocols = ["v4.channel.k8s.io"]

  /// How many bytes of the port's number are still to come, on each channel.
  private var headers = [2, 2]

  /// Data for the caller; nil for a message that holds none.
  ///
  /// - Throws: `KubernetesError` with the server's words when the port cannot be reached.
  mutating func receive(_ message: Bytes) throws -> Bytes? {
    guard message.count > 0 else { return nil }
    let channel = Int(message.withUnsafeBytes { $0[0] })
    guard channel < headers.count else { return nil }
    let skipped = min(headers[channel], message.count - 1)
    headers[channel] -= skipped
    let payload = message[(1 + skipped)..<message.count]
    if payload.isEmpty { return nil }
    if channel == Int(Self.error) {
      throw KubernetesError(.transport, "the port cannot be reached: \(payload[0..<min(1_024, payload.count)].text)")
    }
    return payload
  }
}
