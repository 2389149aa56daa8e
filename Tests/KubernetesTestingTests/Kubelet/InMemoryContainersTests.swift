import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Containers in memory", .timeLimit(.minutes(1)))
struct InMemoryContainersTests {
  /// Runs a command over the channels of a session, without a connection.
  private struct Runner {
    let containers = InMemoryContainers()
    let container = ScriptedKubelet.Container(namespace: "default", pod: "p", name: "c")

    struct Outcome {
      var code: Int
      var output: [UInt8]
      var errors: String
      var text: String { String(decoding: output, as: UTF8.self) }
    }

    func run(_ command: [String], input: [UInt8] = []) async throws -> Outcome {
      let request = ScriptedKubelet.ExecRequest(
        container: container, command: command, hasStdin: true, hasStdout: true, hasStderr: true, isTerminal: false)
      let (messages, writer) = AsyncStream<Bytes>.makeStream()
      let session = ChannelSession(
        ChannelLayout(request, protocolName: ChannelLayout.v5),
        .init(send: { writer.yield($0) }, holdBack: { _ in }))
      session.receive(.data(ChannelLayout.stdin, Bytes(input)))
      session.receive(.end(ChannelLayout.stdin))
      let server = EmbeddedAPIServer()
      containers.serve(server.kubelet)
      let handler = try #require(server.kubelet.handlers.exec)
      var outcome = Outcome(code: try await handler(request, .init(session: session)), output: [], errors: "")
      writer.finish()
      for await message in messages {
        let bytes = message.array
        if bytes[0] == ChannelLayout.stdout {
          outcome.output += bytes[1...]
        } else {
          outcome.errors += String(decoding: bytes[1...], as: UTF8.self)
        }
      }
      return outcome
    }
  }

  private let runner = Runner()

  @Test func commandsPrintAndExit() async throws {
    #expect(try await runner.run(["echo", "a", "b"]).text == "a b\n")
    #expect(try await runner.run(["hostname"]).text == "p\n")
    #expect(try await runner.run(["sh", "-c", "echo x; exit 3; echo y"]).code == 3)
    let unknown = try await runner.run(["nonsense"])
    #expect(unknown.code == 127)
    #expect(unknown.errors == "nonsense: not found\n")
  }

  @Test func filesStayUntilTheyAreRemoved() async throws {
    _ = try await runner.run(["tee", "/tmp/a"], input: Array("text".utf8))
    #expect(try await runner.run(["cat", "/tmp/../tmp/a"]).text == "text")
    #expect(try await runner.run(["ls", "/tmp"]).text == "a\n")
    #expect(try await runner.run(["test", "-f", "/tmp/a"]).code == 0)
    #expect(try await runner.run(["rm", "/tmp/a"]).code == 0)
    #expect(try await runner.run(["cat", "/tmp/a"]).code == 1)
  }

  @Test func archivesGoInAndOut() async throws {
    let archive = try TarArchive.archive([.init(path: "f", contents: Array("hello".utf8))])
    #expect(try await runner.run(["tar", "-xmf", "-", "-C", "/tmp"], input: archive).code == 0)
    let back = try await runner.run(["tar", "cf", "-", "/tmp/f"])
    #expect(try TarArchive.entries(back.output) == [.init(path: "tmp/f", contents: Array("hello".utf8))])
    #expect(try await runner.run(["tar", "cf", "-", "/absent"]).code == 2)
  }

  @Test func archivesThatAreCutOffAreRefused() throws {
    let archive = try TarArchive.archive([.init(path: "f", contents: Array(repeating: 1, count: 2000))])
    #expect(throws: TarArchive.Malformed.self) { try TarArchive.entries(Array(archive[..<1024])) }
    var bad = archive
    bad.replaceSubrange(124..<135, with: Array("nonsense!!!".utf8))
    #expect(throws: TarArchive.Malformed.self) { try TarArchive.entries(bad) }
    #expect(try TarArchive.entries([]).isEmpty)
  }
}
