import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("Channels of a forwarded port")
struct PortForwardChannelsTests {
  private func data(_ messages: [[UInt8]]) throws -> [UInt8] {
    var channels = PortForwardChannels()
    return try messages.compactMap { try channels.receive(Bytes($0))?.array }.flatMap { $0 }
  }

  @Test func thePortsNumberIsPassedOverHoweverItComes() throws {
    #expect(try data([[0, 80, 0], [1, 80, 0], [0, 1, 2]]) == [1, 2])
    #expect(try data([[0, 80], [0, 0, 1], [0, 2], [], [0], [7, 9]]) == [1, 2])
    #expect(try data([[0, 80, 0, 1, 2]]) == [1, 2])
  }

  @Test func theServersWordsAreAnError() {
    let error = #expect(throws: KubernetesError.self) {
      try data([[0, 80, 0], [1, 80, 0], [1] + Array("connection refused".utf8)])
    }
    #expect(error?.message.contains("connection refused") == true)
  }
}
