internal import KubernetesCore

/// The channels of `v4.channel.k8s.io` and `v5.channel.k8s.io`: the first byte of each message says which. Pure.
struct ExecChannels {
  /// Numbers of channels.
  static let stdin: UInt8 = 0
  static let stdout: UInt8 = 1
  static let stderr: UInt8 = 2
  static let error: UInt8 = 3
  static let resize: UInt8 = 4
  /// Followed by the number of the channel that is at its end; v5 only.
  static let close: UInt8 = 255

  /// The preferred one first.
  static let protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"]

  /// How a command has ended.
  enum Ending {
    case exited(Int)
    /// It was not run, or not to its end.
    case failed(KubernetesError)
  }

  /// The most that the last words may be.
  private static let statusLimit = 64 << 10

  private var status: [UInt8] = []

  /// What a message holds for the caller; nil for one that is for us, or that says nothing.
  ///
  /// - Throws: `KubernetesError` when the last words have no end.
  mutating func receive(_ message: Bytes) throws -> CommandOutput? {
    guard message.count > 0 else { return nil }
    let payload = message[1..<message.count]
    switch message.withUnsafeBytes({ $0[0] }) {
    case Self.stdout: return payload.isEmpty ? nil : .stdout(payload)
    case Self.stderr: return payload.isEmpty ? nil : .stderr(payload)
    case Self.error:
      status += payload.array
      guard status.count <= Self.statusLimit else {
        throw KubernetesError(.decoding, "the command's status is larger than \(Self.statusLimit) bytes")
      }
      return nil
    default: return nil  // channels of a later protocol
    }
  }

  /// How it ended, once nothing more comes; nil when the server has not said.
  func ending() -> Ending? {
    guard !status.isEmpty else { return nil }
    guard let status = try? Status(untypedJSON: Bytes(self.status)) else {
      // Servers before v4 wrote plain text.
      let text = String(decoding: self.status.prefix(1_024), as: UTF8.self)
      return .failed(KubernetesError(.decoding, "the command's status cannot be read: \(text)"))
    }
    if status.status == "Success" { return .exited(0) }
    if status.reason?.rawValue == "NonZeroExitCode",
      let cause = status.details?.causes.first(where: { $0.reason == "ExitCode" }), let message = cause.message,
      let code = Int(message)
    {
      return .exited(code)
    }
    return .failed(KubernetesError(status: status))
  }
}
