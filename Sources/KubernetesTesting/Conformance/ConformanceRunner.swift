import HTTPTypes
public import KubernetesCore

/// Makes the calls of conformance cases on a server, and brings the answers into a form that can be compared.
public struct ConformanceRunner: Sendable {
  private let transport: any Transport
  private let namespaces: any Transport
  private let prefix: String
  private let compact: (@Sendable () async throws -> Void)?
  private let clock: any Clock<Duration>

  /// - Parameters:
  ///   - transport: Reaches the server as somebody who may do everything.
  ///   - namespaces: Reaches the server that has the namespaces, where that is another one.
  ///   - prefix: What the names of the cases' namespaces begin with.
  ///   - compact: Makes the server forget its history; where it cannot, such calls are left out.
  ///   - clock: What pauses are measured with, where a server does something a moment later.
  public init(
    transport: any Transport, namespaces: (any Transport)? = nil, prefix: String = "conformance",
    compact: (@Sendable () async throws -> Void)? = nil, clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.compact = compact
    self.transport = transport
    self.namespaces = namespaces ?? transport
    self.prefix = prefix
    self.clock = clock
  }

  /// The answers of a case, one for each call.
  ///
  /// - Parameter number: Tells the namespaces of the cases of one run apart.
  public func run(_ test: ConformanceCase, number: Int) async throws -> [ConformanceAnswer] {
    let namespace = "\(prefix)-\(number)"
    let body: JSON = ["kind": "Namespace", "apiVersion": "v1", "metadata": ["name": .string(namespace)]]
    _ = try await namespaces.send(
      TransportRequest(
        method: .post, target: "/api/v1/namespaces", headers: [.contentType: "application/json"], body: body.encoded))
    let mask = ConformanceMask(namespace: namespace)
    let policy = test.steps.contains(where: \.usesPolicy) ? try await policyVersion() : ""
    var values: [JSON] = []
    var answers: [ConformanceAnswer] = []
    for step in test.steps {
      let request = try request(for: step, test.group, namespace, policy, values)
      let (answer, value) = try await self.answer(step, request, mask)
      answers.append(answer)
      values.append(value)
    }
    return answers
  }

  /// The version of budgets and evictions that the server prefers.
  private func policyVersion() async throws -> String {
    let answer = try await transport.send(
      TransportRequest(target: "/apis/policy", headers: [.accept: "application/json"]))
    return try JSONParser.parse(answer.body)[path: "preferredVersion", "groupVersion"]?.string ?? ""
  }

  private func request(
    for step: ConformanceStep, _ group: ConformanceGroup, _ namespace: String, _ policy: String, _ values: [JSON]
  ) throws -> TransportRequest {
    func filled(_ text: String) -> String {
      text.replacing("{ns}", with: namespace).replacing("{policy}", with: policy).replacing(
        #/\{([0-9]+)\.([^{}":]+)\}/#
      ) { match -> String in
        let index = (Int(match.output.1) ?? 0) - 1
        guard values.indices.contains(index) else { return "" }
        return Self.value(values[index], match.output.2)
      }
    }
    var target = filled(step.target)
    if !target.hasPrefix("/") { target = "\(group.base)/namespaces/\(namespace)/\(target)" }
    var headers: HTTPFields = [.accept: step.accept, .userAgent: "conformance/1"]
    if let type = step.contentType { headers[.contentType] = type }
    var method = HTTPRequest.Method.get
    if case .call(let given) = step.kind { method = given }
    if case .watch = step.kind, !target.contains("timeoutSeconds=") {
      // A watch that has too little to say ends all the same.
      target += (target.contains("?") ? "&" : "?") + "timeoutSeconds=20"
    }
    var body = step.body.map { Bytes(filled($0)) }
    if step.sendsProtobuf, let json = body { body = try ConformanceProtobuf.encoded(json) }
    return TransportRequest(method: method, target: target, headers: headers, body: body, timeout: .seconds(60))
  }

  private static func value(_ tree: JSON, _ path: Substring) -> String {
    var value = tree
    for key in path.split(separator: ".") {
      if let list = value.array {
        guard let index = Int(key), list.indices.contains(index) else { return "" }
        value = list[index]
      } else {
        guard let next = value[String(key)] else { return "" }
        value = next
      }
    }
    return value.string ?? value.text
  }

  private func answer(
    _ step: ConformanceStep, _ request: TransportRequest, _ mask: ConformanceMask
  ) async throws -> (ConformanceAnswer, JSON) {
    switch step.kind {
    case .watch(let count):
      let stream = try await transport.stream(request)
      defer { stream.body.cancel() }
      if stream.status == 200 {
        let isBinary = step.accept.hasPrefix(WireFormat.protobuf.mediaType)
        let frames = try await frames(of: stream.body, count, isBinary: isBinary)
        return (answer(200, stream.headers, frames.map(mask.masked)), .array(frames))
      }
      var body = BytesBuilder()
      while let bytes = try await stream.body.next() { body.append(bytes) }
      return whole(stream.status, stream.headers, body.finish(), mask)
    case .await200:
      for _ in 0..<300 {
        if try await transport.send(request).status == 200 { break }
        try await clock.sleep(for: .milliseconds(50))
      }
      let response = try await transport.send(request)
      let tree = (try? JSONParser.parse(response.body)) ?? .null
      return (ConformanceAnswer(status: response.status, contentType: "", warnings: [], bodies: []), tree)
    case .compact:
      try await compact?()
      return (ConformanceAnswer(status: 0, contentType: "", warnings: [], bodies: []), .null)
    case .call:
      let response = try await transport.send(request)
      return whole(response.status, response.headers, response.body, mask)
    }
  }

  private func answer(_ status: Int, _ headers: HTTPFields, _ bodies: [JSON]) -> ConformanceAnswer {
    let type = headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""
    return ConformanceAnswer(
      status: status, contentType: type, warnings: headers[values: .warning], bodies: bodies)
  }

  private func whole(
    _ status: Int, _ headers: HTTPFields, _ body: Bytes, _ mask: ConformanceMask
  ) -> (ConformanceAnswer, JSON) {
    let tree = ConformanceProtobuf.decoded(body) ?? (try? JSONParser.parse(body)) ?? .string(body.text)
    return (answer(status, headers, [mask.masked(tree)]), tree)
  }

  private func frames(of body: BodyStream, _ count: Int, isBinary: Bool) async throws -> [JSON] {
    var frames: [JSON] = []
    var waiting: [UInt8] = []
    while let chunk = try await body.next() {
      waiting += chunk.array
      while let frame = try isBinary ? ConformanceProtobuf.nextFrame(&waiting) : Self.nextLine(&waiting) {
        if frame["type"] == "BOOKMARK", frame["object"]?["metadata"]?["annotations"] == nil { continue }
        frames.append(frame)
        if frames.count == count { return frames }
      }
    }
    return frames + ["end"]
  }

  /// Takes the first line off, as JSON; nil when there is no whole one.
  private static func nextLine(_ bytes: inout [UInt8]) throws -> JSON? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { bytes.removeSubrange(...end) }
    return try JSONParser.parse(Bytes(Array(bytes[..<end])))
  }
}
