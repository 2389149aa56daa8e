import ArgumentParser
import HTTPTypes
import KubernetesCore
import KubernetesTesting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Says how long a server takes to start, and what many objects and watches cost.
struct Measure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print how long the start takes, and what objects and watches cost in time and memory.")

  @Option(help: "How many objects are created.")
  var objects = 100_000

  @Option(help: "How many watches are open.")
  var watches = 1000

  @Option(help: "How many events every watch has to see.")
  var events = 20

  private static let path = "/api/v1/namespaces/default/configmaps"

  func run() async throws {
    let clock = ContinuousClock()
    var start = clock.now
    func lap(_ name: String) {
      let elapsed = clock.now - start
      let milliseconds = Double(elapsed.components.seconds) * 1e3 + Double(elapsed.components.attoseconds) / 1e15
      let left = 34 - name.count
      let pad = String(repeating: " ", count: max(1, left))
      print("\(name)\(pad)\((milliseconds * 10).rounded() / 10) ms\t\(Self.residentMegabytes()) MB")
      start = clock.now
    }
    let server = EmbeddedAPIServer()
    _ = try await server.transport.send(TransportRequest(target: "/api/v1/namespaces"))
    lap("first server, first answer")
    let second = EmbeddedAPIServer()
    _ = try await second.transport.send(TransportRequest(target: "/api/v1/namespaces"))
    lap("second server, first answer")
    try await EmbeddedAPIServer().serving(ServingOptions(usesTLS: false)) { _ in }
    lap("on a port")
    for number in 0..<objects { try await create("map-\(number)", on: server) }
    lap("\(objects) objects created")
    let revision = await server.revision
    try await withThrowingTaskGroup(of: Int.self) { group in
      let events = events
      for _ in 0..<watches {
        let stream = try await server.transport.stream(
          TransportRequest(target: "\(Self.path)?watch=true&resourceVersion=\(revision)"))
        group.addTask {
          var seen = 0
          while seen < events, let chunk = try await stream.body.next() {
            seen += chunk.withUnsafeBytes { buffer in buffer.count { $0 == UInt8(ascii: "\n") } }
          }
          return seen
        }
      }
      lap("\(watches) watches open")
      for number in 0..<events { try await create("event-\(number)", on: server) }
      var total = 0
      for try await seen in group { total += seen }
      lap("\(total) events delivered")
    }
  }

  private func create(_ name: String, on server: EmbeddedAPIServer) async throws {
    let body = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)"},"data":{"key":"\#(name)"}}"#
    let answer = try await server.transport.send(
      TransportRequest(
        method: .post, target: Self.path, headers: [.contentType: "application/json"], body: Bytes(body)))
    guard answer.status == 201 else { throw ValidationError("a creation was answered with \(answer.status)") }
  }

  /// The memory of the process, where the system tells it.
  private static func residentMegabytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) / 1024
  }
}
