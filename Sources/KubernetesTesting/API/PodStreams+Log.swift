import HTTPTypes
import KubernetesCore

extension PodStreams {
  func log() throws(APIError) -> APIResponse {
    let request = try logRequest()
    // A pod that is nowhere has written nothing.
    if pod.tree["spec"]?["nodeName"]?.string?.isEmpty != false {
      var response = APIResponse(204, .empty)
      response.headers[.contentType] = nil
      return response
    }
    let handlers = core.kubelet.handlers
    guard let handler = handlers.log else {
      let lines = handlers.lines?(request.container) ?? []
      return APIResponse(200, contentType: "text/plain", Self.text(lines, request, core.configuration.now()))
    }
    let pipe = InMemoryPipe()
    let body = LogBody(pipe) { try await handler(request, .init(pipe: pipe)) }
    return APIResponse(stream: BodyStream(body), contentType: "text/plain")
  }

  /// The lines that a request asks for. Lines have no times of their own; they are all from now.
  private static func text(_ lines: [String], _ request: ScriptedKubelet.LogRequest, _ now: Time) -> Bytes {
    var lines = lines[...]
    if let count = request.tailLines { lines = lines.suffix(Int(min(count, Int64(Int32.max)))) }
    let prefix = request.showsTimestamps ? "\(now) " : ""
    let bytes = Bytes(lines.map { "\(prefix)\($0)\n" }.joined())
    guard let limit = request.limitBytes, limit < bytes.count else { return bytes }
    return bytes[0..<Int(limit)]
  }

  private func logRequest() throws(APIError) -> ScriptedKubelet.LogRequest {
    var request = ScriptedKubelet.LogRequest(container: .init(namespace: pod.namespace, pod: pod.name, name: ""))
    request.follows = call.query.flag("follow")
    request.isPrevious = call.query.flag("previous")
    request.showsTimestamps = call.query.flag("timestamps")
    request.sinceSeconds = try number("sinceSeconds")
    request.tailLines = try number("tailLines")
    request.limitBytes = try number("limitBytes")
    if let text = call.query["sinceTime"] {
      guard let time = try? Time(parsing: text) else {
        throw .badRequest("invalid sinceTime \(JSON.string(text).text)")
      }
      request.sinceTime = time
    }
    var errors: [FieldError] = []
    if let lines = request.tailLines, lines < 0 {
      errors.append(.invalid("tailLines", .int(lines), "must be greater than or equal to 0"))
    }
    if let limit = request.limitBytes, limit < 1 {
      errors.append(.invalid("limitBytes", .int(limit), "must be greater than 0"))
    }
    if request.sinceSeconds != nil, request.sinceTime != nil {
      errors.append(.forbidden("[]", "at most one of `sinceTime` or `sinceSeconds` may be specified"))
    } else if let seconds = request.sinceSeconds, seconds < 1 {
      errors.append(.invalid("sinceSeconds", .int(seconds), "must be greater than 0"))
    }
    if !errors.isEmpty { throw .invalid(GroupKind(kind: "PodLogOptions"), pod.name, errors) }
    request.container = try container(insists: true)
    return request
  }

  private func number(_ name: String) throws(APIError) -> Int64? {
    guard let text = call.query[name] else { return nil }
    guard let number = Int64(text) else {
      throw .badRequest("strconv.ParseInt: parsing \(JSON.string(text).text): invalid syntax")
    }
    return number
  }
}

/// The body of a log that a handler writes: the handler starts with the first read and ends with the reader.
final class LogBody: BodySource {
  private let pipe: InMemoryPipe
  private let task: Task<Void, Never>

  init(_ pipe: InMemoryPipe, _ write: @escaping @Sendable () async throws -> Void) {
    self.pipe = pipe
    task = Task {
      do {
        try await write()
        pipe.finish(nil)
      } catch {
        pipe.finish(TransportError(.closed, "the log has broken off: \(error)"))
      }
    }
  }

  deinit { cancel() }

  func next() async throws -> Bytes? { try await pipe.next() }

  func cancel() {
    task.cancel()
    pipe.close()
  }
}
