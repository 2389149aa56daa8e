import KubernetesCore

/// What an upgraded connection does: which streams there are, and who is at their other end.
struct ContainerStreaming: Sendable {
  let protocolName: String
  let layout: ChannelLayout
  /// Talks until it is done.
  let run: @Sendable (ChannelSession) async throws -> Void

  /// A command, or an attachment.
  init(
    _ request: ScriptedKubelet.ExecRequest, protocolName: String, handler: ScriptedKubelet.CommandHandler?
  ) {
    self.protocolName = protocolName
    layout = ChannelLayout(request, protocolName: protocolName)
    let layout = layout
    run = { session in
      // The kubelet says with an empty message that the streams are there.
      let first = layout.outputs.min() ?? ChannelLayout.error
      try await session.write(.empty, to: first)
      let status: JSON
      do {
        guard let handler else { throw KubernetesError(.invalidRequest, "no handler is scripted") }
        status = Self.status(exitCode: try await handler(request, .init(session: session)))
      } catch let error as CancellationError {
        throw error
      } catch {
        status = APIError.internalError("error executing command in container: \(error)").status
      }
      try await session.write(status.encoded, to: ChannelLayout.error)
    }
  }

  /// Forwarded ports.
  init(pod: ScriptedKubelet.Container, ports: [Int], protocolName: String, handler: ScriptedKubelet.PortHandler?) {
    self.protocolName = protocolName
    layout = ChannelLayout(ports: ports)
    run = { session in
      for (index, port) in ports.enumerated() {
        let number = Bytes([UInt8(truncatingIfNeeded: port), UInt8(truncatingIfNeeded: port >> 8)])
        for offset in 0...1 { try await session.write(number, to: UInt8(truncatingIfNeeded: index * 2 + offset)) }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, port) in ports.enumerated() {
          let channel = UInt8(truncatingIfNeeded: index * 2)
          group.addTask {
            do {
              guard let handler else { throw KubernetesError(.invalidRequest, "no handler is scripted") }
              try await handler(.init(session: session, channel: channel, pod: pod, port: port))
            } catch let error as CancellationError {
              throw error
            } catch {
              let text = "error forwarding port \(port) to pod \(pod.namespace)/\(pod.pod): \(error)"
              try await session.write(Bytes(text), to: channel + 1)
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// Forwarded ports through a tunnel.
  init(tunnel: PortTunnel) {
    protocolName = PortTunnel.protocolName
    layout = .raw
    run = { session in try await tunnel.run(session) }
  }

  /// How a command has ended.
  static func status(exitCode: Int) -> JSON {
    if exitCode == 0 { return ["metadata": [:], "status": "Success"] }
    return [
      "metadata": [:], "status": "Failure",
      "message": .string("command terminated with non-zero exit code: exit status \(exitCode)"),
      "reason": "NonZeroExitCode",
      "details": ["causes": [["reason": "ExitCode", "message": .string(String(exitCode))]]],
    ]
  }
}
