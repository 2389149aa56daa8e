import HTTPTypes
import KubernetesCore

/// log, exec, attach and port-forward of a pod: what the API server checks before it asks the kubelet.
struct PodStreams: Sendable {
  let core: ServerCore
  let call: APICall
  let pod: StoredObject

  private var query: APIRequest.Query { call.query }

  func answer(_ subresource: String) throws(APIError) -> APIResponse {
    switch subresource {
    case "log": return try log()
    case "portforward": return try portForward()
    default: return try command(isAttachment: subresource == "attach")
    }
  }

  /// The container that is meant: the one that is named, else the only one, or the first where there is a choice.
  func container(insists: Bool) throws(APIError) -> ScriptedKubelet.Container {
    let spec = pod.tree["spec"]
    func names(_ key: String) -> [String] { (spec?[key]?.array ?? []).compactMap { $0["name"]?.string } }
    let containers = names("containers")
    let all = containers + names("initContainers") + names("ephemeralContainers")
    guard let wanted = query["container"] else {
      if insists, containers.count > 1 {
        throw .badRequest(
          "a container name must be specified for pod \(pod.name), choose one of: [\(containers.joined(separator: " "))]"
        )
      }
      return .init(namespace: pod.namespace, pod: pod.name, name: containers.first ?? "")
    }
    guard all.contains(wanted) else { throw .badRequest("container \(wanted) is not valid for pod \(pod.name)") }
    return .init(namespace: pod.namespace, pod: pod.name, name: wanted)
  }

  private func checkHost() throws(APIError) {
    if pod.tree["spec"]?["nodeName"]?.string?.isEmpty != false {
      throw .badRequest("pod \(pod.name) does not have a host assigned")
    }
  }

  private func command(isAttachment: Bool) throws(APIError) -> APIResponse {
    let kind = isAttachment ? "PodAttachOptions" : "PodExecOptions"
    var request = ScriptedKubelet.ExecRequest(
      container: .init(namespace: pod.namespace, pod: pod.name, name: ""),
      command: isAttachment ? [] : query.all("command"), hasStdin: query.flag("stdin"),
      hasStdout: query.flag("stdout"), hasStderr: query.flag("stderr"), isTerminal: query.flag("tty"))
    if !isAttachment, request.command.isEmpty {
      throw .badRequest("you must specify at least 1 command for the container")
    }
    request.container = try container(insists: false)
    try checkHost()
    let name = try negotiatedProtocol()
    if !request.hasStdin, !request.hasStdout, !request.hasStderr {
      throw .badRequest("you must specify at least 1 of stdin, stdout, stderr (\(kind))")
    }
    let handlers = core.kubelet.handlers
    return APIResponse(
      upgrade: ContainerStreaming(
        request, protocolName: name, handler: isAttachment ? handlers.attach : handlers.exec))
  }

  private func portForward() throws(APIError) -> APIResponse {
    try checkHost()
    let name = try negotiatedProtocol(allowsTunnel: true)
    if name == PortTunnel.protocolName {
      let pod = ScriptedKubelet.Container(namespace: pod.namespace, pod: pod.name, name: "")
      return APIResponse(upgrade: ContainerStreaming(tunnel: PortTunnel(pod: pod, handler: core.kubelet.handlers.port)))
    }
    let ports = query.all("ports").flatMap { $0.split(separator: ",") }.map { Int($0) ?? 0 }
    guard !ports.isEmpty else { throw .badRequest("query parameter \"port\" is required") }
    guard ports.count <= 100, ports.allSatisfy({ 1...65_535 ~= $0 }) else {
      throw .badRequest("unable to parse ports: \(query.all("ports").joined(separator: ","))")
    }
    let container = ScriptedKubelet.Container(namespace: pod.namespace, pod: pod.name, name: "")
    return APIResponse(
      upgrade: ContainerStreaming(
        pod: container, ports: ports, protocolName: name, handler: core.kubelet.handlers.port))
  }

  /// The protocol to speak on the connection.
  private func negotiatedProtocol(allowsTunnel: Bool = false) throws(APIError) -> String {
    guard call.request.headers[.upgrade]?.lowercased() == "websocket", call.request.canUpgrade else {
      throw .badRequest("Upgrade request required")
    }
    let offered = call.request.headers[values: .webSocketProtocol].flatMap { $0.split(separator: ",") }.map {
      String($0.trimmed)
    }
    if allowsTunnel, offered.contains(PortTunnel.protocolName) { return PortTunnel.protocolName }
    guard let chosen = ChannelLayout.chosen(of: offered) else {
      throw APIError(
        403, .forbidden, "unable to negotiate a subprotocol: client offered [\(offered.joined(separator: " "))]")
    }
    return chosen
  }
}

extension HTTPField.Name {
  // The literals below are valid header names.
  static let upgrade = HTTPField.Name("Upgrade") ?? .date
  static let webSocketProtocol = HTTPField.Name("Sec-WebSocket-Protocol") ?? .date
  static let webSocketKey = HTTPField.Name("Sec-WebSocket-Key") ?? .date
}
