import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Messages on channels")
struct ChannelMessageTests {
  private static func request(_ isTerminal: Bool = false) -> ScriptedKubelet.ExecRequest {
    .init(
      container: .init(namespace: "n", pod: "p", name: "c"), command: ["ls"], hasStdin: true, hasStdout: true,
      hasStderr: true, isTerminal: isTerminal)
  }

  @Test func theFirstByteIsTheChannel() {
    let layout = ChannelLayout(Self.request(), protocolName: ChannelLayout.v5)
    #expect(ChannelMessage(Bytes([0, 65, 66]), layout) == .data(0, Bytes("AB")))
    #expect(ChannelMessage(Bytes([0]), layout) == .data(0, .empty))
    #expect(ChannelMessage(Bytes([1, 65]), layout) == .ignored)
    #expect(ChannelMessage(.empty, layout) == .ignored)
  }

  @Test func onlyTheFifthVersionClosesChannels() {
    let five = ChannelLayout(Self.request(), protocolName: ChannelLayout.v5)
    let four = ChannelLayout(Self.request(), protocolName: ChannelLayout.v4)
    #expect(ChannelMessage(Bytes([255, 0]), five) == .end(0))
    #expect(ChannelMessage(Bytes([255]), five) == .ignored)
    #expect(ChannelMessage(Bytes([255, 0]), four) == .ignored)
  }

  @Test func sizesAreForTerminals() {
    let size = Bytes([4] + Array(#"{"Width":80,"Height":24}"#.utf8))
    let terminal = ChannelLayout(Self.request(true), protocolName: ChannelLayout.v5)
    #expect(ChannelMessage(size, terminal) == .size(.init(width: 80, height: 24)))
    #expect(ChannelMessage(Bytes([4] + Array(#"{"Width":-1}"#.utf8)), terminal) == .ignored)
    #expect(ChannelMessage(size, ChannelLayout(Self.request(), protocolName: ChannelLayout.v5)) == .ignored)
  }

  @Test func aTerminalHasNoErrorOutput() {
    #expect(ChannelLayout(Self.request(true), protocolName: ChannelLayout.v5).outputs == [1])
    #expect(ChannelLayout(Self.request(), protocolName: ChannelLayout.v5).outputs == [1, 2])
    #expect(ChannelLayout.chosen(of: ["v9.channel.k8s.io", "v4.channel.k8s.io"]) == "v4.channel.k8s.io")
    #expect(ChannelLayout.chosen(of: ["nonsense"]) == nil)
  }

  @Test func exitCodesAreStatuses() {
    #expect(ContainerStreaming.status(exitCode: 0)["status"] == "Success")
    let failure = ContainerStreaming.status(exitCode: 3)
    #expect(failure["reason"] == "NonZeroExitCode")
    #expect(failure[path: "details", "causes"]?.array?.first?["message"] == "3")
  }
}
