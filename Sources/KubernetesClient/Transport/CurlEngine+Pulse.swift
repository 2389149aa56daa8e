internal import CKubernetesCurl
internal import KubernetesCore

extension CurlEngine {
  /// Whether a shared connection still brings anything. It is told the time, in milliseconds.
  ///
  /// libcurl keeps an HTTP/2 connection for as long as one stream is on it, and puts the next one there too. Behind a
  /// load balancer whose server is gone, such a connection may be alive to the system for ever. So the time is added up
  /// in which exchanges were waited for that then were given up, without a byte for any exchange of the connection.
  final class Pulse {
    /// When the last byte came for any exchange.
    private var heard: UInt64 = 0
    /// Up to when waiting was added up.
    private var counted: UInt64 = 0
    /// How long was waited since the last byte.
    private var waited: UInt64 = 0

    func hears(now: UInt64) {
      heard = now
      waited = 0
    }

    /// An exchange is given up that owed an answer. What several have waited for at the same time counts once.
    ///
    /// - Parameter since: Since when the exchange was waited for.
    /// - Returns: How long the connection was waited for since its last byte.
    func gaveUp(waitingSince since: UInt64, now: UInt64) -> UInt64 {
      let begin = max(since, counted, heard)
      if now > begin { waited += now - begin }
      counted = max(now, counted)
      return waited
    }
  }

  /// The pulse of the connection with a local port.
  func pulse(localPort port: Int32) -> Pulse {
    if let pulse = pulses[port] { return pulse }
    let pulse = Pulse()
    pulses[port] = pulse
    return pulse
  }

  /// libcurl is about to close a socket. Its port may name another connection later.
  func closing(_ socket: Int32) {
    pulses[kc_local_port(socket)] = nil
    sockets.closing(socket)
  }

  /// Ends the connection of an exchange that is given up when it has been silent for too long, whoever else is on it:
  /// they would be told nothing either, and new exchanges would be put beside them.
  func leaveIfSilent(_ exchange: CurlExchange, now: UInt64) {
    guard let port = exchange.localPort, let pulse = exchange.pulse, let limit = configuration.idleTimeout,
      let since = exchange.owesAnswerSince, pulse.gaveUp(waitingSince: since, now: now) >= limit.milliseconds
    else { return }
    for socket in sockets.open(localPort: port) { kc_shut_down(socket) }
  }
}
