import HTTPTypes
public import KubernetesCore

/// Makes the calls of conformance cases on a server, and brings the answers into a form that can be compared.
public struct ConformanceRunner: Sendable {
  private let transport: any Transport
  private let base: String
  private let namespace: String

  /// - Parameters:
  ///   - transport: Reaches the server as somebody who may do everything.
  ///   - base: What paths without a leading slash are relative to, such as `/api/v1`.
  ///   - namespace: Where objects are made; it has to be there, and to be empty of what the cases make.
  public init(transport: any Transport, base: String, namespace: String) {
    self.transport = transport
    self.base = base
    self.namespace = namespace
  }

  /// The answers of a case, one text for each call: status, then the body with uids, times and versions masked.
  public func run(_ test: ConformanceCase) async throws -> [String] {
    var answers: [String] = []
    for step in test.steps {
      var target = step.target.replacing("{ns}", with: namespace)
      if !target.hasPrefix("/") { target = "\(base)/namespaces/\(namespace)/\(target)" }
      let headers: HTTPFields = [
        .contentType: step.contentType, .accept: "application/json", .userAgent: "conformance/1",
      ]
      let response = try await transport.send(
        TransportRequest(
          method: step.method, target: target, headers: headers, body: step.body.map { Bytes($0) },
          timeout: .seconds(30)))
      var warnings = response.headers[.warning].map { " warning: \($0)" } ?? ""
      if response.status >= 400 { warnings = "" }
      answers.append("\(response.status)\(warnings) \(Self.text(of: response.body, isWatch: step.isWatch))")
    }
    return answers
  }

  private static func text(of body: Bytes, isWatch: Bool) -> String {
    if isWatch {
      return body.text.split(separator: "\n").compactMap { line in
        guard let frame = try? JSONParser.parse(String(line)), frame["type"] != "BOOKMARK" else { return nil }
        return ConformanceMask.masked(frame).text
      }.joined(separator: "\n")
    }
    guard let json = try? JSONParser.parse(body) else { return body.text }
    return ConformanceMask.masked(json).text
  }
}

/// Hides what differs from run to run.
enum ConformanceMask {
  private static let hidden: Set<String> = [
    "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "time", "lastTransitionTime", "continue",
    "selfLink",
    "clusterIP", "clusterIPs",
  ]

  /// The value with its members in order of their names, and the hidden ones masked where they are not empty.
  static func masked(_ value: JSON) -> JSON {
    switch value {
    case .array(let list): return .array(list.map(masked))
    case .string(let text): return .string(plain(text))
    case .object(let object):
      var result = JSONObject()
      let isGenerated = object["generateName"]?.string?.isEmpty == false
      for member in object.members.sorted(by: { $0.key < $1.key }) {
        if hidden.contains(member.key), !member.value.isEmpty {
          result.appendUnchecked(member.key, "<\(member.key)>")
        } else if member.key == "name", isGenerated {
          result.appendUnchecked(member.key, "<generated>")
        } else {
          result.appendUnchecked(member.key, masked(member.value))
        }
      }
      return .object(result)
    default: return value
    }
  }

  /// A message without uids and versions.
  private static func plain(_ text: String) -> String {
    text.replacing(#/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#, with: "<uid>")
      .replacing(#/(current: |version: |record \(|precondition \()[0-9]+( \([0-9]+\))?/#) { "\($0.output.1)<version>" }
  }
}
