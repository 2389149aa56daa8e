internal import HTTPTypes
public import KubernetesCore

extension ResourceClient where Object: ExecResource {
  /// Runs a command in a container of a pod, for the length of a closure.
  ///
  /// The command is run as it is, without a shell. The connection is closed when `body` returns or throws, and when the
  /// calling task is cancelled and `body` heeds it; the command is not ended by that. It works over
  /// `v5.channel.k8s.io`, else `v4.channel.k8s.io`. A connection that breaks before the server has answered is not made
  /// again: the command may be running.
  ///
  /// - Parameters:
  ///   - name: The pod's name.
  ///   - command: The program and its arguments.
  ///   - options: The container, and what to connect the command to.
  ///   - body: Works with the running command.
  /// - Returns: What `body` returns.
  /// - Throws: `KubernetesError` with the server's refusal; what `body` throws.
  public func exec<Result>(
    _ name: String, _ command: [String], _ options: ExecOptions = ExecOptions(),
    _ body: (ExecSession) async throws -> Result
  ) async throws -> Result {
    if command.isEmpty { throw KubernetesError(.invalidRequest, "there is no command to run") }
    return try await session(name, "exec", options.query(command), body)
  }

  /// Runs a command in a container of a pod to its end, and returns what it wrote.
  ///
  /// - Parameters:
  ///   - name: The pod's name.
  ///   - command: The program and its arguments.
  ///   - container: Nil for the only one, or the one that the pod names as its default.
  ///   - input: Its whole standard input; nil for none.
  ///   - limit: The most bytes that it may write.
  /// - Throws: `KubernetesError` with the server's refusal; with the code `decoding` when it writes more than `limit`;
  ///   with the code `invalidRequest` for an input on a server that cannot tell its end.
  public func run(
    _ name: String, _ command: [String], container: String? = nil, input: Bytes? = nil, upTo limit: Int = 64 << 20
  ) async throws -> CommandResult {
    try await exec(name, command, ExecOptions(container: container, stdin: input != nil)) { session in
      // A command that reads to the end of its input would never end.
      guard input == nil || session.canCloseInput else {
        throw KubernetesError(.invalidRequest, "the server cannot be told of the end of the input")
      }
      return try await withThrowingTaskGroup(of: Void.self) { group in
        if let input {
          group.addTask {
            // A command that ends before it has read everything is not an error.
            try? await session.write(input)
            try await session.closeInput()
          }
        }
        var stdout = BytesBuilder()
        var stderr = BytesBuilder()
        while let output = try await session.next() {
          switch output {
          case .stdout(let bytes): stdout.append(bytes)
          case .stderr(let bytes): stderr.append(bytes)
          }
          if stdout.count + stderr.count > limit {
            throw KubernetesError(.decoding, "the command writes more than \(limit) bytes")
          }
        }
        let code = try await session.exitCode()
        group.cancelAll()
        return CommandResult(exitCode: code, stdout: stdout.finish(), stderr: stderr.finish())
      }
    }
  }
}

extension ResourceClient where Object: AttachResource {
  /// Attaches to the process that a container of a pod is, for the length of a closure; see
  /// ``exec(_:_:_:_:)``.
  public func attach<Result>(
    _ name: String, _ options: ExecOptions = ExecOptions(),
    _ body: (ExecSession) async throws -> Result
  ) async throws -> Result {
    try await session(name, "attach", options.query([]), body)
  }
}

extension ResourceClient {
  /// Connects to the streams of a process, for the length of a closure.
  fileprivate func session<Result>(
    _ name: String, _ subresource: String, _ query: [(name: String, value: String)],
    _ body: (ExecSession) async throws -> Result
  ) async throws -> Result {
    try await webSocket(name, subresource, query, ExecChannels.protocols) { try await body(ExecSession($0)) }
  }

  /// Opens a WebSocket for the length of a closure.
  func webSocket<Result>(
    _ name: String, _ subresource: String, _ query: [(name: String, value: String)], _ protocols: [String],
    _ body: (WebSocket) async throws -> Result
  ) async throws -> Result {
    var request = RESTRequest(try .get(path(name, [subresource])), accept: ["application/json", "*/*"])
    request.verb = "connect"
    request.query += query
    let socket = try await client.webSocket(request, protocols: protocols)
    return try await socket.keptAlive(clock: client.configuration.clock) { try await body(socket) }
  }
}
