public import KubernetesCore

extension ResourceClient where Object: PortForwardResource {
  /// Connects to a port of a pod, for the length of a closure: one connection, as one `connect` to the pod would be.
  ///
  /// It works over the WebSocket protocol of kubelets, `v4.channel.k8s.io`, in which neither side can end its direction
  /// alone.
  ///
  /// - Parameters:
  ///   - name: The pod's name.
  ///   - port: The port of the pod.
  ///   - body: Works with the connection.
  /// - Returns: What `body` returns.
  /// - Throws: `KubernetesError` with the server's refusal; what `body` throws.
  public func portForward<Result>(
    _ name: String, port: Int,
    _ body: (PortForwardStream) async throws -> Result
  ) async throws -> Result {
    try await webSocket(name, "portforward", [("ports", String(port))], PortForwardChannels.protocols) {
      try await body(PortForwardStream($0))
    }
  }
}
