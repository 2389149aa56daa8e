import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Channels of a command")
struct ExecChannelsTests {
  private func ending(_ messages: String...) throws -> ExecChannels.Ending? {
    var channels = ExecChannels()
    for message in messages { #expect(try channels.receive(Bytes([3] + Array(message.utf8))) == nil) }
    return channels.ending()
  }

  private func code(_ ending: ExecChannels.Ending?) -> Int? {
    if case .exited(let code) = ending { code } else { nil }
  }

  private func error(_ ending: ExecChannels.Ending?) -> KubernetesError? {
    if case .failed(let error) = ending { error } else { nil }
  }

  @Test func outputIsToldApartAndTheRestIsPassedOver() throws {
    var channels = ExecChannels()
    #expect(try channels.receive(Bytes([1, 65])) == .stdout(Bytes("A")))
    #expect(try channels.receive(Bytes([2, 66, 67])) == .stderr(Bytes("BC")))
    for message in [[], [1], [2], [0, 1], [4, 1], [9, 1], [255, 1]] as [[UInt8]] {
      #expect(try channels.receive(Bytes(message)) == nil)
    }
    #expect(channels.ending() == nil)
  }

  @Test func successIsZero() throws {
    #expect(code(try ending(#"{"metadata":{},"status":"Success"}"#)) == 0)
  }

  @Test func anExitCodeIsRead() throws {
    let status =
      #"{"metadata":{},"status":"Failure","message":"command terminated with non-zero exit code","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"137"}]}}"#
    #expect(code(try ending(status)) == 137)
    #expect(code(try ending(String(status.prefix(50)), String(status.dropFirst(50)))) == 137)
  }

  @Test func anotherFailureIsAnError() throws {
    let failure = error(
      try ending(#"{"status":"Failure","message":"container not running","reason":"InternalError","code":500}"#))
    #expect(failure?.message.contains("container not running") == true)
    #expect(failure?.status?.code == 500)
    let odd =
      #"{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"x"}]}}"#
    #expect(error(try ending(odd)) != nil)
    #expect(error(try ending("command terminated"))?.message.contains("command terminated") == true)
  }

  @Test func lastWordsHaveALimit() {
    var channels = ExecChannels()
    #expect(throws: KubernetesError.self) {
      for _ in 0..<100 { _ = try channels.receive(Bytes([3] + Array(repeating: 32, count: 1_000))) }
    }
  }

  @Test func whatIsAskedForIsInTheQuery() {
    let options = ExecOptions(container: "c", stdin: true, tty: true)
    #expect(
      options.query(["ls", "-l"]).map { "\($0.name)=\($0.value)" } == [
        "command=ls", "command=-l", "container=c", "stdin=true", "stdout=true", "tty=true",
      ])
    #expect(ExecOptions().query([]).map(\.name) == ["stdout", "stderr"])
  }
}
